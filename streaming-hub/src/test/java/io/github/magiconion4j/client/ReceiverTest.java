package io.github.magiconion4j.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ClientMessage.ClientResult;
import io.github.magiconion4j.protocol.ClientMessage.ClientResultError;
import io.github.magiconion4j.protocol.ClientMessage.HeartbeatAck;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage.Broadcast;
import io.github.magiconion4j.protocol.ServerMessage.ClientResultRequest;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls of the server to the client.
 */
class ReceiverTest {

	/** The id of the method, as bytes. */
	static final String ON_TICK = "d2" + HexFormat.of().toHexDigits(MethodIds.of("OnTick"));

	private static final UUID ID = UUID.fromString("01020304-0506-0708-090a-0b0c0d0e0f10");

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final TestReceiver receiver = new TestReceiver();

	private HubClient<ITestHub> connect(UnaryOperator<StreamingHubClientOptions> customizer) {
		return TestClient.connect(this.server, this.time, this.receiver, customizer);
	}

	private HubClient<ITestHub> connect() {
		return connect((options) -> options);
	}

	private void broadcast(String method, String body) {
		this.server.send(new Broadcast(MethodIds.of(method), Slice.of(FakeServer.bytes(body))));
	}

	private void ask(String method, String body) {
		this.server.send(new ClientResultRequest(ID, MethodIds.of(method), Slice.of(FakeServer.bytes(body))));
	}

	private ClientResult result() {
		return this.server.received(ClientResult.class).get(0);
	}

	private ClientResultError error() {
		return this.server.received(ClientResultError.class).get(0);
	}

	@Test
	void methodsAreCalledInOrder() {
		connect();
		broadcast("OnMessage", "92 a161 a26869");
		broadcast("OnTick", "c0");
		broadcast("OnTick", "01"); // the body is not read
		assertThat(this.receiver.events).containsExactly("a: hi", "tick", "tick");
	}

	@Test
	void aThrowingMethodHasNoOtherEffect() {
		HubClient<ITestHub> client = connect();
		this.receiver.reaction = (event) -> {
			throw new IllegalStateException("a receiver");
		};
		broadcast("OnTick", "c0");
		broadcast("OnTick", "c0");
		assertThat(this.receiver.events).hasSize(2);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void unknownAndUnreadableCallsAreSkipped() {
		HubClient<ITestHub> client = connect();
		broadcast("OnNothing", "c0");
		broadcast("Ask", "01"); // which has a result
		broadcast("OnMessage", "01");
		broadcast("OnMessage", "92 01");
		broadcast("OnTick", "c0");
		assertThat(this.receiver.events).containsExactly("tick");
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void aBlockingMethodDelaysOnlyTheReceiver() {
		Queue<Runnable> held = new ArrayDeque<>();
		HubClient<ITestHub> client = connect((options) -> options.withExecutor(held::add));
		broadcast("OnTick", "c0");
		broadcast("OnTick", "c0");
		this.server.heartbeat(3, 12345);
		assertThat(held).hasSize(1);
		assertThat(this.server.received()).containsExactly(new HeartbeatAck((short) 3, 12345));
		this.server.reacting((message) -> this.server.answer((Request) message, "05"));
		assertThat(client.hub().add(2, 3)).isEqualTo(5);
		assertThat(this.receiver.events).isEmpty();
		held.remove().run();
		assertThat(this.receiver.events).hasSize(2);
	}

	@Test
	void aResultIsSentWhenItIsComplete() {
		connect();
		ask("Ask", "15");
		broadcast("OnTick", "c0");
		assertThat(this.receiver.events).containsExactly("ask 21", "tick");
		assertThat(this.server.received()).isEmpty();
		this.receiver.answer.complete(42);
		assertThat(result()).isEqualTo(new ClientResult(ID, MethodIds.of("Ask"), Slice.of((byte) 42)));
	}

	@Test
	void aPlainResultIsSentToo() {
		connect();
		ask("AskNow", "15");
		assertThat(result()).isEqualTo(new ClientResult(ID, MethodIds.of("AskNow"), Slice.of((byte) 42)));
	}

	@Test
	void noResultIsNil() {
		connect();
		ask("Pass", "c0");
		assertThat(result().body()).isEqualTo(Slice.of((byte) 0xc0));
	}

	@Test
	void aFailureIsSentWithItsTextButWithoutItsStack() {
		connect();
		ask("Ask", "01");
		this.receiver.answer.completeExceptionally(new IllegalStateException("why"));
		assertThat(error()).isEqualTo(
				new ClientResultError(ID, MethodIds.of("Ask"), 13, "why", "java.lang.IllegalStateException: why"));
	}

	@Test
	void aStatusIsSentAsItIs() {
		connect();
		this.receiver.reaction = (event) -> {
			throw event.endsWith("1") ? new HubStatusException(99, "busy")
					: Status.NOT_FOUND.withDescription("nobody").asRuntimeException();
		};
		ask("AskNow", "01");
		ask("AskNow", "02");
		assertThat(this.server.received(ClientResultError.class)).extracting(ClientResultError::statusCode)
			.containsExactly(99, 5);
		assertThat(this.server.received(ClientResultError.class)).extracting(ClientResultError::detail)
			.containsExactly("busy", "nobody");
	}

	/** C#'s client does not respond, and the server waits until its timeout. */
	@Test
	void unknownCallsWithResultsAreAnswered() {
		connect();
		ask("AskNothing", "c0");
		ask("OnTick", "c0");
		ask("Ask", "a178");
		ask("Broken", "c0");
		assertThat(this.receiver.events).isEmpty();
		assertThat(this.server.received(ClientResultError.class)).extracting(ClientResultError::statusCode)
			.containsExactly(12, 12, 3, 13);
		assertThat(error().detail())
			.isEqualTo("Receiver method '" + MethodIds.of("AskNothing") + "' with a result is not found.");
	}

	@Test
	void aReceiverThatIsTooFarBehindEndsTheConnection() {
		Queue<Runnable> held = new ArrayDeque<>();
		HubClient<ITestHub> client = connect((options) -> options.withExecutor(held::add).withMaxQueuedBytes(1000));
		CompletionStage<DisconnectReason> end = client.disconnected();
		IntStream.range(0, 100).forEach((i) -> broadcast("OnTick", "c0"));
		assertThat(this.server.isCancelled()).isTrue();
		while (!held.isEmpty()) {
			held.remove().run();
		}
		assertThat(TestClient.done(end).type()).isEqualTo(DisconnectReason.Type.SLOW_CONSUMER);
		assertThat(this.receiver.events).hasSizeBetween(10, 20);
	}

	@Test
	void aReceiverThatKeepsUpIsNeverBehind() {
		HubClient<ITestHub> client = connect((options) -> options.withMaxQueuedBytes(1000));
		IntStream.range(0, 1000).forEach((i) -> broadcast("OnTick", "c0"));
		assertThat(this.receiver.events).hasSize(1000);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void thereIsNoLastMessage() {
		HubClient<ITestHub> client = connect();
		IntStream.range(0, 5 * Inbound.MESSAGES).forEach((i) -> this.server.send("94 7f 05 c0 c0"));
		broadcast("OnTick", "c0");
		assertThat(this.receiver.events).containsExactly("tick");
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void anExecutorThatRejectsEndsTheConnection() {
		HubClient<ITestHub> client = connect((options) -> options.withExecutor((task) -> {
			throw new RejectedExecutionException("shut down");
		}));
		broadcast("OnTick", "c0");
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.FAULTED);
		assertThat(TestClient.reason(client).detail()).isEqualTo("the executor of the receiver accepts no more work");
	}

	/** The executor receives batches, which must not change the order. */
	@Test
	void aBurstIsCalledInOrder() {
		Queue<Runnable> held = new ArrayDeque<>();
		connect((options) -> options.withExecutor(held::add));
		IntStream.range(0, 100)
			.forEach((i) -> broadcast("OnMessage", "92 a161 a2%02x%02x".formatted('0' + i / 10, '0' + i % 10)));
		int turns = 0;
		while (!held.isEmpty()) {
			held.remove().run();
			turns++;
		}
		assertThat(turns).isGreaterThan(1);
		assertThat(this.receiver.events)
			.isEqualTo(IntStream.range(0, 100).mapToObj((i) -> "a: %02d".formatted(i)).toList());
	}

	/** As many clients as usual, without an executor of their own. */
	@Test
	@Timeout(60)
	void receiversMayWaitForStages() throws Exception {
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			FakeServer far = FakeServer.accepting();
			TestReceiver waiting = new TestReceiver();
			HubClient<ITestHub> client = StreamingHubClient.connect(far, ITestHub.class, waiting);
			CompletableFuture<Integer> result = new CompletableFuture<>();
			results.add(result);
			waiting.reaction = (event) -> result.complete(client.hub().addLater(2, 3).toCompletableFuture().join());
			far.reacting((message) -> CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
				.execute(() -> far.answer((Request) message, "05")));
			far.send("92" + ON_TICK + "c0");
		}
		for (CompletableFuture<Integer> result : results) {
			assertThat(result.get()).isEqualTo(5);
		}
	}

}
