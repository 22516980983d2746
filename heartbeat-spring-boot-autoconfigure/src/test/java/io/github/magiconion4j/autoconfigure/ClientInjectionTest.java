package io.github.magiconion4j.autoconfigure;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.StreamingHub;
import io.grpc.inprocess.InProcessChannelBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Injection points with {@link StreamingHubClient}.
 */
class ClientInjectionTest {

	private final String name = UUID.randomUUID().toString();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(StreamingHubAutoConfiguration.class, StreamingHubClientAutoConfiguration.class,
						GrpcCommonCodecAutoConfiguration.class, GrpcAdviceAutoConfiguration.class,
						GrpcServerAutoConfiguration.class, GrpcServerFactoryAutoConfiguration.class))
		.withPropertyValues("grpc.server.port=-1", "grpc.server.in-process-name=" + this.name,
				"magiconion.streaming-hub.client.hubs.chat.address=" + this.name,
				"magiconion.streaming-hub.client.hubs.chat.reconnect.call-wait=30s")
		.withBean(TestHubs.Dependency.class, () -> new TestHubs.Dependency("injected"))
		.withBean(TestHubs.FirstHub.class)
		.withBean(HubChannelFactory.class,
				() -> (settings) -> InProcessChannelBuilder.forName(settings.address()).build());

	private static FailureAnalysis analysis(Throwable failure) {
		return new HubConfigurationFailureAnalyzer().analyze(failure);
	}

	@Test
	void aReceiverMayDependOnItsOwnClient() {
		CompletableFuture<DisconnectReason> end = new CompletableFuture<>();
		this.runner.withBean(Bot.class).run((context) -> {
			Bot bot = context.getBean(Bot.class);
			assertThat(bot.client.hub().add(1, 2)).isEqualTo(3);
			assertThat(bot.joined.get(30, TimeUnit.SECONDS)).isEqualTo(30);
			bot.client.disconnected().thenAccept(end::complete);
		});
		assertThat(end.orTimeout(30, TimeUnit.SECONDS).join().type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
	}

	@Test
	void fieldsAndParametersOfAllKindsShareAClient() {
		this.runner.withBean(Bot.class).withBean(Fields.class).withUserConfiguration(Beans.class).run((context) -> {
			Fields fields = context.getBean(Fields.class);
			ReconnectingHubClient<TestHubs.First> client = context.getBean(Bot.class).client;
			assertThat(fields.client).isSameAs(client);
			assertThat(fields.plainClient).isSameAs(client);
			assertThat(fields.hub).isSameAs(client.hub());
			assertThat(fields.ofMethod).isSameAs(client.hub());
			assertThat(fields.later.getObject()).isSameAs(client.hub());
			assertThat(context.getBean("sum")).isSameAs(client.hub());
		});
	}

	@Test
	void aClientInjectedAfterTheStartConnectsToo() {
		this.runner.withBean(SilentReceiver.class).withUserConfiguration(LazyBeans.class).run((context) -> {
			assertThat(context.getBean(StreamingHubClients.class).states()).isEmpty();
			TestHubs.First hub = (TestHubs.First) context.getBean("late");
			assertThat(hub.add(1, 2)).isEqualTo(3);
			await().until(() -> context.getBean(StreamingHubClients.class)
				.states()
				.get("chat")
				.get(0)
				.phase() == Phase.CONNECTED);
		});
	}

	@Test
	void aMissingReceiverIsExplained() {
		this.runner.withBean(Fields.class).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("no bean of type " + TestHubs.Receiver.class.getName(),
					"client \"chat\"", TestHubs.First.class.getName());
		});
	}

	@Test
	void oneOfSeveralReceiversIsSelectedByName() {
		this.runner.withBean(Fields.class)
			.withBean("one", SilentReceiver.class)
			.withBean("two", SilentReceiver.class)
			.run((context) -> {
				FailureAnalysis analysis = analysis(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("more than one", "one, two");
				assertThat(analysis.getAction()).contains("receiver = ");
			});
		this.runner.withBean(NamedReceiver.class)
			.withBean("one", SilentReceiver.class)
			.withBean("two", SilentReceiver.class)
			.run((context) -> assertThat(context.getBean(NamedReceiver.class).hub.add(1, 2)).isEqualTo(3));
		this.runner.withBean(NamedReceiver.class)
			.withBean("two", SilentReceiver.class)
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.contains("no bean \"one\" of type"));
	}

	@ParameterizedTest
	@ValueSource(classes = { NoHub.class, NoHubOfAClient.class, AnyHub.class })
	void aTypeThatIsNotAClientIsExplained(Class<?> type) {
		this.runner.withBean(type).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("@StreamingHubClient(\"chat\")", "'value'", type.getName());
			assertThat(analysis.getAction()).contains("ReconnectingHubClient");
		});
	}

	@Test
	void anUnknownNameIsExplained() {
		this.runner.withBean(Bot.class).withBean(UnknownName.class).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("No address is configured for the client \"game\"");
			assertThat(analysis.getAction()).contains("magiconion.streaming-hub.client.hubs.game.address", "chat");
		});
	}

	static class SilentReceiver implements TestHubs.Receiver {

	}

	static class Bot implements TestHubs.Receiver, OnConnected<TestHubs.First> {

		final ReconnectingHubClient<TestHubs.First> client;

		final CompletableFuture<Integer> joined = new CompletableFuture<>();

		Bot(@StreamingHubClient("chat") ReconnectingHubClient<TestHubs.First> client) {
			this.client = client;
		}

		@Override
		public CompletionStage<?> onConnected(TestHubs.First hub) {
			this.joined.complete(hub.add(10, 20));
			return this.joined;
		}

	}

	static class Fields {

		@StreamingHubClient("chat")
		ReconnectingHubClient<TestHubs.First> client;

		@StreamingHubClient("chat")
		HubClient<TestHubs.First> plainClient;

		@StreamingHubClient("chat")
		TestHubs.First hub;

		@StreamingHubClient("chat")
		ObjectProvider<TestHubs.First> later;

		TestHubs.First ofMethod;

		@Autowired
		void setHub(@StreamingHubClient("chat") TestHubs.First hub) {
			this.ofMethod = hub;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		Object sum(@StreamingHubClient("chat") TestHubs.First hub) {
			return hub;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBeans {

		@Bean
		@Lazy
		Object late(@StreamingHubClient("chat") TestHubs.First hub) {
			return hub;
		}

	}

	static class NamedReceiver {

		@StreamingHubClient(value = "chat", receiver = "one")
		TestHubs.First hub;

	}

	static class UnknownName {

		@StreamingHubClient("game")
		TestHubs.First hub;

	}

	static class NoHub {

		@StreamingHubClient("chat")
		String value;

	}

	static class NoHubOfAClient {

		@StreamingHubClient("chat")
		ReconnectingHubClient<?> value;

	}

	static class AnyHub {

		@StreamingHubClient("chat")
		StreamingHub<?> value;

	}

}
