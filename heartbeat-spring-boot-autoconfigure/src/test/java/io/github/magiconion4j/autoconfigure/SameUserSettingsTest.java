package io.github.magiconion4j.autoconfigure;

import java.security.Principal;
import java.util.UUID;

import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.server.ContextPropagator;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The places where it can be configured what happens when a user connects again.
 */
class SameUserSettingsTest {

	private static final String PROPERTY = "magiconion.streaming-hub.server.hubs.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class))
		.withBean(ContextPropagator.class, () -> Alice::new)
		.withUserConfiguration(RefusingHub.class);

	@Test
	void theAnnotationSetsThePolicy() {
		this.runner.run((context) -> assertThat(statusOfTheSecond(context)).isEqualTo(Status.Code.ALREADY_EXISTS));
	}

	@Test
	void thePropertyOverridesItInAnyCase() {
		for (String name : new String[] { "IRefusing", "irefusing" }) {
			this.runner.withPropertyValues(PROPERTY + name + ".same-user=allow")
				.run((context) -> assertThat(statusOfTheSecond(context)).isEqualTo(Status.Code.OK));
		}
	}

	@Test
	void anUnknownHubFailsTheStart() {
		this.runner.withPropertyValues(PROPERTY + "IOther.same-user=kick")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(HubConfigurationException.class)
				.hasMessageContaining(PROPERTY + "IOther is set, but there is no hub 'IOther'"));
	}

	/** OK if the client is connected. */
	private static Status.Code statusOfTheSecond(ApplicationContext context) throws Exception {
		String name = UUID.randomUUID().toString();
		InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
		context.getBeansOfType(BindableService.class).values().forEach(builder::addService);
		Server server = builder.build().start();
		ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
		try (TestHubClient first = TestHubClient.connect(channel, "IRefusing")) {
			first.call("Add", 0x92, 1, 2);
			first.next(ServerMessage.Response.class);
			try (TestHubClient second = TestHubClient.connect(channel, "IRefusing")) {
				second.call("Add", 0x92, 1, 2);
				second.halfClose();
				return second.status().getCode();
			}
		}
		finally {
			channel.shutdownNow();
			server.shutdownNow();
		}
	}

	interface Receiver {

	}

	interface IRefusing extends StreamingHub<Receiver> {

		int add(int a, int b);

	}

	@StreamingHubService(sameUser = SameUserPolicy.REFUSE)
	static class RefusingHub extends StreamingHubBase<Receiver> implements IRefusing {

		@Override
		public int add(int a, int b) {
			return a + b;
		}

	}

	private static final class Alice implements ContextPropagator.Captured {

		@Override
		public ContextPropagator.Scope attach() {
			return () -> {
			};
		}

		@Override
		public Principal principal() {
			return () -> "alice";
		}

	}

}
