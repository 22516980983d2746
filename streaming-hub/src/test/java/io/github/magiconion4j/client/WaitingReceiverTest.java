package io.github.magiconion4j.client;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ClientMessage.ClientResult;
import io.github.magiconion4j.protocol.ClientMessage.ClientResultError;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage.ClientResultRequest;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Receivers that wait for hub calls on the only thread, and stages that an executor
 * cannot run.
 */
@Timeout(60)
class WaitingReceiverTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final TestReceiver receiver = new TestReceiver();

	private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

	@AfterEach
	void closeExecutor() {
		this.oneThread.shutdownNow();
	}

	private HubClient<ITestHub> connect() {
		return TestClient.connect(this.server, this.time, this.receiver,
				(options) -> options.withExecutor(this.oneThread));
	}

	static Stream<Function<CompletionStage<Integer>, Integer>> waysToWait() {
		return Stream.of((stage) -> stage.toCompletableFuture().join(), (stage) -> {
			try {
				return stage.toCompletableFuture().get();
			}
			catch (InterruptedException | ExecutionException ex) {
				throw new CompletionException(ex);
			}
		}, (stage) -> {
			try {
				return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new CompletionException(ex);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("waysToWait")
	void aReceiverMayWaitOnTheOnlyThread(Function<CompletionStage<Integer>, Integer> wait) throws Exception {
		HubClient<ITestHub> client = connect();
		CompletableFuture<Integer> result = new CompletableFuture<>();
		this.receiver.reaction = (event) -> result.complete(wait.apply(client.hub().addLater(2, 3)));
		this.server.send("92" + ReceiverTest.ON_TICK + "c0");
		await().until(() -> !this.server.received(Request.class).isEmpty());
		this.server.answer(this.server.received(Request.class).get(0), "05");
		assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(5);
	}

	@ParameterizedTest
	@MethodSource("waysToWait")
	void theEndOfTheConnectionEndsTheWaiting(Function<CompletionStage<Integer>, Integer> wait) {
		HubClient<ITestHub> client = connect();
		CompletableFuture<Throwable> result = new CompletableFuture<>();
		this.receiver.reaction = (event) -> {
			try {
				assertThat(wait.apply(client.hub().addLater(2, 3))).isNull();
			}
			catch (CompletionException ex) {
				result.complete(ex);
			}
		};
		this.server.send("92" + ReceiverTest.ON_TICK + "c0");
		await().until(() -> !this.server.received(Request.class).isEmpty());
		this.server.close(Status.ABORTED.withDescription("kicked"));
		assertThat(result.orTimeout(30, TimeUnit.SECONDS).join())
			.hasRootCauseInstanceOf(io.grpc.StatusRuntimeException.class);
	}

	/** The hub runs one method at a time, so it would never run the call. */
	@Test
	void aResultMustNotWaitForTheHubThatWaitsForIt() {
		for (Function<ITestHub, Integer> call : List.<Function<ITestHub, Integer>>of((hub) -> hub.add(1, 1),
				(hub) -> hub.addLater(1, 1).toCompletableFuture().join())) {
			this.server.forget();
			HubClient<ITestHub> client = connect();
			this.receiver.reaction = (event) -> assertThat(call.apply(client.hub())).isNull();
			ask();
			await().until(() -> !this.server.received(ClientResultError.class).isEmpty());
			assertThat(this.server.received(ClientResultError.class).get(0).detail())
				.startsWith("The receiver's AskNow would wait for the hub's Add");
		}
	}

	@Test
	void aResultMayWaitForAnotherHub() {
		HubClient<ITestHub> client = connect();
		FakeServer far = FakeServer.accepting();
		far.reacting((message) -> far.answer((Request) message, "05"));
		HubClient<ITestHub> other = TestClient.connect(far, this.time, (options) -> options);
		this.receiver.reaction = (event) -> other.hub().add(2, 3);
		ask();
		await().until(() -> !this.server.received(ClientResult.class).isEmpty());
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	private void ask() {
		this.server
			.send(new ClientResultRequest(new UUID(1, 2), MethodIds.of("AskNow"), Slice.of(FakeServer.bytes("15"))));
	}

	@Test
	void theReadingThreadMustNotWait() {
		HubClient<ITestHub> client = TestClient.connect(this.server, this.time, this.receiver, (options) -> options);
		CompletableFuture<Throwable> result = new CompletableFuture<>();
		this.receiver.reaction = (event) -> {
			CompletableFuture<Integer> call = client.hub().addLater(2, 3).toCompletableFuture();
			try {
				call.join();
			}
			catch (IllegalStateException ex) {
				result.complete(ex);
			}
		};
		this.server.send("92" + ReceiverTest.ON_TICK + "c0");
		assertThat(result.getNow(null)).hasMessageStartingWith("AddLater would block the thread");
	}

	@Test
	void theStagesOfAnEndedConnectionComplete() {
		Queue<Runnable> never = new ArrayDeque<>();
		HubClient<ITestHub> client = TestClient.connect(this.server, this.time, this.receiver,
				(options) -> options.withExecutor(never::add));
		CompletableFuture<Integer> answered = client.hub()
			.addLater(1, 1)
			.thenApply((sum) -> sum + 1)
			.toCompletableFuture();
		CompletableFuture<Integer> pending = client.hub()
			.addLater(1, 1)
			.thenApply((sum) -> sum + 1)
			.toCompletableFuture();
		CompletableFuture<DisconnectReason> end = client.disconnected().toCompletableFuture();
		this.server.answer(this.server.received(Request.class).get(0), "02");
		this.server.close(Status.OK);
		assertThat(Stream.of(answered, pending, end)).noneMatch(CompletableFuture::isDone);
		this.time.advanceMillis(1000);
		assertThat(answered.getNow(0)).isEqualTo(3);
		assertThat(pending).isCompletedExceptionally();
		assertThat(end.getNow(null).type()).isEqualTo(DisconnectReason.Type.SERVER_CLOSED);
		CompletableFuture<DisconnectReason> late = client.disconnected().toCompletableFuture();
		assertThat(late).isDone();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void anyThreadMayJoinAnsweredCalls() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> call = client.hub().addLater(1, 1);
		this.server.close(Status.OK);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> call.toCompletableFuture().join())
			.withCauseInstanceOf(HubDisconnectedException.class);
	}

}
