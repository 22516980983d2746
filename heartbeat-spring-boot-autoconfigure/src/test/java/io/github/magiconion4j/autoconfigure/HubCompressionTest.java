package io.github.magiconion4j.autoconfigure;

import java.lang.reflect.Type;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.Compression;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The places where compression can be configured.
 */
class HubCompressionTest {

	private static final String SERVER = "magiconion.streaming-hub.server.";

	private static final String CLIENT = "magiconion.streaming-hub.client.";

	/** The first bytes of a text of 1000 bytes in each form. */
	private static final String PLAIN = "da03e8787878";

	private static final String BLOCK = "c7";

	private static final String BLOCK_ARRAY = "92c70362";

	private final String name = UUID.randomUUID().toString();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(StreamingHubAutoConfiguration.class, StreamingHubClientAutoConfiguration.class))
		.withBean(HubChannelFactory.class,
				() -> (settings) -> InProcessChannelBuilder.forName(settings.address()).build());

	private final ApplicationContextRunner hubs = this.runner.withUserConfiguration(OneHub.class, OtherHub.class);

	@Test
	void aHubUsesTheServersCompressionUnlessItHasItsOwn() {
		this.hubs.run((context) -> assertForms(context, PLAIN, PLAIN));
		this.hubs.withPropertyValues(SERVER + "compression=lz4-block")
			.run((context) -> assertForms(context, BLOCK, BLOCK));
		for (String hub : List.of("IOne", "ione")) {
			this.hubs.withPropertyValues(SERVER + "hubs." + hub + ".compression=lz4-block-array")
				.run((context) -> assertForms(context, BLOCK_ARRAY, PLAIN));
		}
		this.hubs
			.withPropertyValues(SERVER + "compression=lz4-block", SERVER + "hubs.IOne.compression=none",
					SERVER + "hubs.IOther.compression=lz4-block-array")
			.run((context) -> assertForms(context, PLAIN, BLOCK_ARRAY));
	}

	@Test
	void theApplicationsOwnSerializerIsCompressedToo() {
		HubSerializer own = new MessagePackHubSerializer();
		this.hubs.withBean(HubSerializer.class, () -> own)
			.withPropertyValues(SERVER + "compression=lz4-block")
			.run((context) -> assertForms(context, BLOCK, BLOCK));
		HubSerializer compressing = new MessagePackHubSerializer().withCompression(Compression.LZ4_BLOCK);
		this.hubs.withBean(HubSerializer.class, () -> compressing).run((context) -> assertForms(context, BLOCK, BLOCK));
	}

	@Test
	void aSerializerWithoutCompressionFailsTheStart() {
		for (String property : List.of(SERVER + "compression", SERVER + "hubs.IOne.compression", CLIENT + "compression",
				CLIENT + "hubs.x.compression")) {
			this.hubs.withBean(HubSerializer.class, Foreign::new)
				.withPropertyValues(property + "=lz4-block", CLIENT + "hubs.x.address=" + this.name)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(HubConfigurationException.class)
					.hasMessageContaining(property + " is LZ4_BLOCK")
					.hasMessageContaining(Foreign.class.getName()));
		}
	}

	@Test
	void hubsThatShareGroupsHaveTheSameCompression() {
		this.hubs.withUserConfiguration(ThirdHub.class)
			.withPropertyValues(SERVER + "hubs.IOne.compression=lz4-block-array")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(OneReceiver.class.getName())
				.hasMessageContaining("has two serializers"));
		this.hubs.withUserConfiguration(ThirdHub.class)
			.withPropertyValues(SERVER + "hubs.IOne.compression=lz4-block-array",
					SERVER + "hubs.IThird.compression=lz4-block-array")
			.run((context) -> assertForms(context, BLOCK_ARRAY, PLAIN));
	}

	@Test
	void aNamedClientUsesTheCommonCompressionUnlessItHasItsOwn() {
		this.hubs
			.withPropertyValues(SERVER + "hubs.IOne.compression=lz4-block-array", CLIENT + "compression=lz4-block",
					CLIENT + "hubs.one.address=" + this.name, CLIENT + "hubs.other.address=" + this.name,
					CLIENT + "hubs.other.compression=none")
			.run((context) -> serving(context, () -> {
				StreamingHubClients clients = context.getBean(StreamingHubClients.class);
				CompletableFuture<String> told = new CompletableFuture<>();
				ReconnectingHubClient<IOne> one = clients.create("one", IOne.class, told::complete,
						(hub) -> hub.repeatAsync("x".repeat(100)));
				assertThat(told.get(20, TimeUnit.SECONDS)).isEqualTo("x".repeat(1000));
				CompletableFuture<String> toldOther = new CompletableFuture<>();
				ReconnectingHubClient<IOther> other = clients.create("other", IOther.class, toldOther::complete,
						(hub) -> hub.repeatAsync("x".repeat(100)));
				assertThat(toldOther.get(20, TimeUnit.SECONDS)).isEqualTo("x".repeat(1000));
				one.close();
				other.close();
			}));
	}

	/** Messages of hubs to their clients, and results. */
	private void assertForms(ApplicationContext context, String one, String other) throws Exception {
		serving(context, () -> {
			ManagedChannel channel = InProcessChannelBuilder.forName(this.name).build();
			for (String hub : List.of("IOne", "IOther")) {
				try (TestHubClient client = TestHubClient.connect(channel, hub)) {
					client.call("RepeatAsync", 0xaa, 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x');
					String expected = hub.equals("IOne") ? one : other;
					assertThat(hex(client.next(ServerMessage.Broadcast.class).body())).as(hub).startsWith(expected);
					assertThat(hex(client.next(ServerMessage.Response.class).body())).as(hub).startsWith(expected);
				}
			}
			channel.shutdownNow();
		});
	}

	private void serving(ApplicationContext context, Check test) throws Exception {
		InProcessServerBuilder builder = InProcessServerBuilder.forName(this.name);
		context.getBeansOfType(BindableService.class).values().forEach(builder::addService);
		Server server = builder.build().start();
		try {
			test.run();
		}
		finally {
			server.shutdownNow();
		}
	}

	private static String hex(Slice body) {
		return HexFormat.of().formatHex(body.toBytes());
	}

	/** Needs a server. */
	private interface Check {

		void run() throws Exception;

	}

	interface OneReceiver {

		void onText(String text);

	}

	interface OtherReceiver {

		void onText(String text);

	}

	interface IOne extends StreamingHub<OneReceiver> {

		CompletableFuture<String> repeatAsync(String text);

	}

	interface IOther extends StreamingHub<OtherReceiver> {

		CompletableFuture<String> repeatAsync(String text);

	}

	interface IThird extends StreamingHub<OneReceiver> {

	}

	@StreamingHubService
	static class OneHub extends StreamingHubBase<OneReceiver> implements IOne {

		@Override
		public CompletableFuture<String> repeatAsync(String text) {
			String all = (text + text.repeat(99)).substring(0, 1000);
			client().onText(all);
			return CompletableFuture.completedFuture(all);
		}

	}

	@StreamingHubService
	static class OtherHub extends StreamingHubBase<OtherReceiver> implements IOther {

		@Override
		public CompletableFuture<String> repeatAsync(String text) {
			String all = (text + text.repeat(99)).substring(0, 1000);
			client().onText(all);
			return CompletableFuture.completedFuture(all);
		}

	}

	@StreamingHubService
	static class ThirdHub extends StreamingHubBase<OneReceiver> implements IThird {

	}

	private static final class Foreign implements HubSerializer {

		private final HubSerializer messagePack = new MessagePackHubSerializer();

		@Override
		public BodyCodec<Object> value(Type type, Direction direction) {
			return this.messagePack.value(type, direction);
		}

		@Override
		public BodyCodec<Object[]> arguments(List<Type> types, Direction direction) {
			return this.messagePack.arguments(types, direction);
		}

	}

}
