package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.TestHubClient;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MagicOnion's tests H16 to H23 of server heartbeats with a client, with the same setups:
 * the global interval is 300 ms and the timeout 200 ms, in virtual time. As in C#, the
 * first heartbeat is sent after one interval (otherwise after 0.5 to 1.5 intervals). The
 * global switch is {@code heartbeat.enabled}.
 */
class ServerConformanceTest {

	private static final Metadata.Key<String> UNREGISTER = Metadata.Key.of("x-unregister",
			Metadata.ASCII_STRING_MARSHALLER);

	private final FakeTime time = new FakeTime();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class))
		.withUserConfiguration(Hubs.class)
		.withBean(HubTimer.class, this.time::timer)
		.withBean(HeartbeatEngine.class,
				() -> new HeartbeatEngine(this.time.timer(), this.time, Runnable::run, Runnable::run,
						HeartbeatEngine.AS_CSHARP))
		.withPropertyValues("magiconion.streaming-hub.heartbeat.interval=300ms",
				"magiconion.streaming-hub.heartbeat.timeout=200ms");

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void h16_enableByAttribute(boolean enabled) {
		serve(enabled, (channel) -> assertHeartbeats(channel, "Annotated", 2));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void h17_disableByAttribute(boolean enabled) {
		serve(enabled, (channel) -> assertHeartbeats(channel, "Disabled", 0));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void h18_overrideInterval(boolean enabled) {
		serve(enabled, (channel) -> {
			try (TestHubClient client = connect(channel, "Slow")) {
				this.time.advanceMillis(300);
				call(client);
				assertThat(client.hasNothing()).isTrue();
				this.time.advanceMillis(250); // 300 ms until the deadline
				client.acknowledge(client.next(ServerMessage.ServerHeartbeat.class));
				call(client); // is processed after the acknowledgement
				this.time.advanceMillis(50);
				call(client);
				assertThat(client.hasNothing()).isTrue();
			}
		});
	}

	/** In C#, the client answers too late; here, it does not answer. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void h19_timeout(boolean enabled) {
		serve(enabled, (channel) -> {
			try (TestHubClient client = connect(channel, "Impatient")) {
				this.time.advanceMillis(300);
				client.next(ServerMessage.ServerHeartbeat.class);
				this.time.advanceMillis(200);
				assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
				assertThat(ImpatientHub.timedOutAtTheEnd.get(20, TimeUnit.SECONDS)).isTrue();
			}
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void h20_disabledUnregisterManually(boolean enabled) {
		Metadata headers = new Metadata();
		headers.put(UNREGISTER, "yes");
		serve(enabled, (channel) -> {
			assertHeartbeats(channel, "Unregistering", 2);
			assertHeartbeats(ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
					"Unregistering", 0);
		});
	}

	@Test
	void h21_defaultDisable() {
		serve(false, (channel) -> assertHeartbeats(channel, "Plain", 0));
	}

	@Test
	void h22_defaultEnable() {
		serve(true, (channel) -> assertHeartbeats(channel, "Plain", 2));
	}

	@Test
	void h23_clientHeartbeatInterval() {
		serve(false, (channel) -> {
			try (TestHubClient client = connect(channel, "Plain")) {
				client.send(new ClientMessage.ClientHeartbeat((short) 0, 100, TestHubClient.bytes(0xc0)));
				client.send(new ClientMessage.ClientHeartbeat((short) 1, 200, TestHubClient.bytes(0xc0)));
				assertThat(client.next(ServerMessage.ClientHeartbeatResponse.class))
					.isEqualTo(new ServerMessage.ClientHeartbeatResponse((short) 0, 100));
				assertThat(client.next(ServerMessage.ClientHeartbeatResponse.class))
					.isEqualTo(new ServerMessage.ClientHeartbeatResponse((short) 1, 200));
				assertThat(client.hasNothing()).isTrue();
			}
		});
	}

	private void serve(boolean enabled, Check check) {
		ImpatientHub.timedOutAtTheEnd = new CompletableFuture<>();
		this.runner.withPropertyValues("magiconion.streaming-hub.heartbeat.enabled=" + enabled).run((context) -> {
			assertThat(context).hasNotFailed();
			String name = UUID.randomUUID().toString();
			InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
			context.getBeansOfType(BindableService.class).values().forEach(builder::addService);
			Server server = builder.build().start();
			try {
				check.with(InProcessChannelBuilder.forName(name).build());
			}
			finally {
				server.shutdownNow();
			}
		});
	}

	private static TestHubClient connect(Channel channel, String hub) throws Exception {
		TestHubClient client = TestHubClient.connect(channel, hub);
		client.nextBytes(); // the marker
		call(client); // the client is connected when this is answered
		return client;
	}

	private static void call(TestHubClient client) throws InterruptedException {
		client.call("Pass", 0xc0);
		client.next(ServerMessage.Response.class);
	}

	/** In two times 300 ms, the given number of heartbeats arrives. */
	private void assertHeartbeats(Channel channel, String hub, int count) throws Exception {
		try (TestHubClient client = connect(channel, hub)) {
			int heard = 0;
			for (int i = 0; i < 2; i++) {
				this.time.advance(Duration.ofMillis(300));
				if (heard < count) {
					client.acknowledge(client.next(ServerMessage.ServerHeartbeat.class));
					heard++;
				}
				call(client);
			}
			assertThat(client.hasNothing()).isTrue();
		}
	}

	@FunctionalInterface
	private interface Check {

		void with(Channel channel) throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainHub.class, AnnotatedHub.class, DisabledHub.class, SlowHub.class, ImpatientHub.class,
			UnregisteringHub.class })
	static class Hubs {

	}

	interface Receiver {

	}

	interface Passing {

		int pass();

	}

	interface Plain extends StreamingHub<Receiver>, Passing {

	}

	interface Annotated extends StreamingHub<Receiver>, Passing {

	}

	interface Disabled extends StreamingHub<Receiver>, Passing {

	}

	interface Slow extends StreamingHub<Receiver>, Passing {

	}

	interface Impatient extends StreamingHub<Receiver>, Passing {

	}

	interface Unregistering extends StreamingHub<Receiver>, Passing {

	}

	abstract static class Base extends StreamingHubBase<Receiver> implements Passing {

		@Override
		public int pass() {
			return 0;
		}

	}

	@StreamingHubService
	static class PlainHub extends Base implements Plain {

	}

	@StreamingHubService
	@Heartbeat
	static class AnnotatedHub extends Base implements Annotated {

	}

	@StreamingHubService
	@Heartbeat(enabled = false)
	static class DisabledHub extends Base implements Disabled {

	}

	@StreamingHubService
	@Heartbeat(interval = "500ms", timeout = "100ms")
	static class SlowHub extends Base implements Slow {

	}

	@StreamingHubService
	@Heartbeat(interval = "200ms", timeout = "100ms")
	static class ImpatientHub extends Base implements Impatient {

		private static CompletableFuture<Boolean> timedOutAtTheEnd = new CompletableFuture<>();

		@Override
		protected void onDisconnected(DisconnectReason reason) {
			timedOutAtTheEnd.complete(context().heartbeat().timedOut());
		}

	}

	@StreamingHubService
	@Heartbeat
	static class UnregisteringHub extends Base implements Unregistering {

		@Override
		protected void onConnected() {
			if (context().header("x-unregister") != null) {
				context().heartbeat().unregister();
			}
		}

	}

}
