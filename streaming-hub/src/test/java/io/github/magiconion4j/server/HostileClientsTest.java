package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ClientMessage.ClientHeartbeat;
import io.github.magiconion4j.protocol.ClientMessage.ClientResult;
import io.github.magiconion4j.protocol.ClientMessage.ClientResultError;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.protocol.ClientMessage.HeartbeatAck;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.MalformedMessageException;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send arbitrary bytes: each gets answers to what is valid and a status that
 * explains the error, and no other client is affected.
 */
class HostileClientsTest {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Queue<Throwable> escaped = new ConcurrentLinkedQueue<>();

	private static TestServer server;

	private static TestHubClient bystander;

	@BeforeContainer
	static void start() throws Exception {
		Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> escaped.add(failure));
		server = new TestServer();
		bystander = server.connect();
	}

	@AfterContainer
	static void nothingIsLeft() {
		Awaitility.await().atMost(PATIENCE).until(() -> server.connections() == 1);
		bystander.close();
		Awaitility.await().atMost(PATIENCE).until(() -> server.connections() == 0);
		server.close();
		Thread.setDefaultUncaughtExceptionHandler(null);
		assertThat(escaped).isEmpty();
	}

	@Property(edgeCases = EdgeCasesMode.NONE)
	void sendAnything(@ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int count) throws Exception {
		List<byte[]> messages = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			messages.add(message(random, i));
		}
		try (TestHubClient client = server.connect()) {
			messages.forEach(client::send);
			client.halfClose();
			assertThat(client.status().getCode()).isEqualTo(messages.stream().allMatch(HostileClientsTest::decodes)
					? Status.Code.OK : Status.Code.INVALID_ARGUMENT);
			if (client.status().isOk()) {
				assertThat(answered(client)).containsExactlyInAnyOrderElementsOf(called(messages));
			}
		}
		assertBystanderIsServed();
		server.forgetHubs();
	}

	@Property(edgeCases = EdgeCasesMode.NONE)
	void sendAnythingAndVanish(@ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int count) throws Exception {
		try (TestHubClient client = server.connect()) {
			for (int i = 0; i < count; i++) {
				client.send(message(random, i));
			}
		}
		assertBystanderIsServed();
		server.forgetHubs();
	}

	private static void assertBystanderIsServed() throws InterruptedException {
		int id = bystander.call("Add", 0x92, 20, 22);
		assertThat(bystander.next(ServerMessage.Response.class))
			.isEqualTo(new ServerMessage.Response(id, MethodIds.of("Add"), TestHubClient.bytes(42)));
	}

	private static byte[] message(Random random, int id) {
		if (random.nextInt(20) == 0) {
			byte[] bytes = new byte[random.nextInt(40)];
			random.nextBytes(bytes);
			return bytes;
		}
		byte[] bytes = wellFormed(random, id).encode();
		for (int changes = random.nextInt(6) - 3; changes > 0; changes--) {
			int at = random.nextInt(bytes.length);
			bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << random.nextInt(8));
		}
		return bytes;
	}

	private static ClientMessage wellFormed(Random random, int id) {
		return switch (random.nextInt(10)) {
			case 0 -> new FireAndForget(MethodIds.of("Tell"), TestHubClient.bytes(0xa2, 'h', 'i'));
			case 1 -> new HeartbeatAck((short) random.nextInt(), random.nextLong());
			case 2 -> new ClientHeartbeat((short) random.nextInt(), random.nextLong(), TestHubClient.bytes(0xc0));
			case 3 -> new ClientResult(UUID.randomUUID(), MethodIds.of("OnAsk"), TestHubClient.bytes(1));
			case 4 -> new ClientResultError(UUID.randomUUID(), MethodIds.of("OnAsk"), random.nextInt(), "no", null);
			case 5 -> new Request(id, MethodIds.of("Fail"), TestHubClient.bytes(0xa3, 'h', 'u', 'b'));
			case 6 -> new Request(id, MethodIds.of("FailLater"), TestHubClient.bytes(0xc0));
			case 7 -> new Request(id, MethodIds.of("Pass"), TestHubClient.bytes(0xc0));
			case 8 -> new Request(id, random.nextInt(), Slice.of(new byte[random.nextInt(9)]));
			default -> new Request(id, MethodIds.of("Add"), TestHubClient.bytes(0x92, random.nextInt(128), 0xcd, 1, 2));
		};
	}

	private static boolean decodes(byte[] message) {
		try {
			ClientMessage.decode(message);
			return true;
		}
		catch (MalformedMessageException ex) {
			return false;
		}
	}

	/** The calls that wait for an answer. */
	private static List<Integer> called(List<byte[]> messages) {
		return messages.stream()
			.map(ClientMessage::decode)
			.filter((message) -> message instanceof Request)
			.map((message) -> ((Request) message).messageId())
			.filter((id) -> id != Request.NO_RESPONSE)
			.toList();
	}

	private static List<Integer> answered(TestHubClient client) throws InterruptedException {
		List<Integer> ids = new ArrayList<>();
		while (!client.hasNothing()) {
			ServerMessage message = ServerMessage.decode(client.nextBytes());
			if (message instanceof ServerMessage.Response response && !response.equals(ServerMessage.marker())) {
				ids.add(response.messageId());
			}
			else if (message instanceof ServerMessage.ErrorResponse error && error.messageId() != Request.NO_RESPONSE) {
				ids.add(error.messageId());
			}
		}
		return ids;
	}

}
