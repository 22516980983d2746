package io.github.magiconion4j.autoconfigure.groups;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.protocol.MethodIds;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client of Redis or NATS stands in for a server in C#: it publishes and receives the
 * bytes that such servers were recorded to send, on their channels.
 */
@Timeout(180)
class RawMemberTest {

	private static final String GROUP = "IRoomHub/MagicOnion.Server.Internal.IStreamingHubBase.Connect/room";

	private final Queue<byte[]> published = new ConcurrentLinkedQueue<>();

	private static ConditionFactory patiently() {
		return await().atMost(60, TimeUnit.SECONDS);
	}

	/** The call {@code OnSaid(sender, number)} of all members. */
	private static byte[] said(int sender, int number) {
		int id = MethodIds.of("OnSaid");
		return ByteBuffer.allocate(12)
			.put(new byte[] { (byte) 0x93, (byte) 0x90, (byte) 0xc0, (byte) 0x92, (byte) ((id < 0) ? 0xd2 : 0xce) })
			.putInt(id)
			.put(new byte[] { (byte) 0x92, (byte) sender, (byte) number })
			.array();
	}

	@Test
	void overRedis() throws Exception {
		try (LocalServer server = LocalServer.redis().start();
				RedisBackplane backplane = new RedisBackplane(
						new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", server.port())),
						new RedisSettings("", false, 1 << 20, 1 << 20, AbstractBackplaneTests.PATIENCE, null));
				RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port())) {
			RedisCodec<String, byte[]> codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
			StatefulRedisPubSubConnection<String, byte[]> receiving = client.connectPubSub(codec);
			receiving.addListener(new RedisPubSubAdapter<String, byte[]>() {

				@Override
				public void message(String channel, byte[] message) {
					RawMemberTest.this.published.add(message);
				}

			});
			String channel = "Multicaster.Group?name=" + GROUP;
			receiving.sync().subscribe(channel);
			assertThatBothHearEachOther(backplane, (message) -> client.connect(codec).sync().publish(channel, message));
		}
	}

	@Test
	void overNats() throws Exception {
		try (LocalServer server = LocalServer.nats().start();
				NatsBackplane backplane = new NatsBackplane(
						NatsConnections.own(new Options.Builder().server("nats://127.0.0.1:" + server.port())), 1 << 20,
						AbstractBackplaneTests.PATIENCE)) {
			Connection client = Nats.connect("nats://127.0.0.1:" + server.port());
			try {
				String subject = "Multicaster.Group/" + GROUP;
				client.createDispatcher((message) -> this.published.add(message.getData())).subscribe(subject);
				client.flush(Duration.ofSeconds(60));
				assertThatBothHearEachOther(backplane, (message) -> client.publish(subject, message));
			}
			finally {
				client.close();
			}
		}
	}

	private void assertThatBothHearEachOther(AbstractBackplane backplane, Publisher foreign) throws Exception {
		backplane.start();
		Queue<String> heard = new ConcurrentLinkedQueue<>();
		try (RoomServer server = new RoomServer(backplane);
				HubClient<IRoomHub> member = StreamingHubClient.connect(server.channel(), IRoomHub.class,
						(IRoomHub.Receiver) (sender, what) -> heard.add(sender + " " + what))) {
			member.hub().joinAsync("room").toCompletableFuture().get(60, TimeUnit.SECONDS);
			foreign.publish(said(3, 4));
			patiently().until(() -> heard.contains("3 4"));
			member.hub().sayAsync(1, 2).toCompletableFuture().get(60, TimeUnit.SECONDS);
			patiently().until(() -> heard.contains("1 2") && this.published.size() == 2);
			assertThat(this.published).containsExactly(said(3, 4), said(1, 2));
		}
	}

	private interface Publisher {

		void publish(byte[] message);

	}

}
