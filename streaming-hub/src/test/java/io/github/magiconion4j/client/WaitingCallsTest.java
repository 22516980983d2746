package io.github.magiconion4j.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage.Broadcast;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls while a client that reconnects has no connection.
 */
class WaitingCallsTest {

	private static final Status LOST = Status.UNAVAILABLE.withDescription("connection lost");

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final TestReceiver receiver = new TestReceiver();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	private ReconnectingHubClient<ITestHub> open(Duration wait) {
		return ReconnectingHubClient.open(this.server, ITestHub.class, this.receiver, (hub) -> null,
				TestClient.options(this.time),
				ReconnectOptions.createWithDefault().withCallWait(wait).withRandom(() -> 0.5));
	}

	private static List<String> texts(List<FireAndForget> said) {
		return said.stream()
			.map((call) -> new String(call.body().toBytes(), StandardCharsets.UTF_8).substring(1))
			.toList();
	}

	private void tick() {
		this.server.send(new Broadcast(MethodIds.of("OnTick"), Slice.of(FakeServer.bytes("c0"))));
	}

	private ReconnectingHubClient<ITestHub> lost(Duration wait) {
		ReconnectingHubClient<ITestHub> client = open(wait);
		this.server.close(LOST);
		return client;
	}

	@Test
	void failImmediatelyByDefault() {
		ReconnectingHubClient<ITestHub> client = lost(Duration.ZERO);
		HubStatusException failure = TestClient.failure(client.hub().addLater(1, 2));
		assertThat(failure).isInstanceOf(HubNotConnectedException.class);
		assertThat(failure.statusCode()).isEqualTo(14);
		assertThat(failure.detail()).startsWith("Hub ITestHub is not connected: ").contains("connection lost");
		assertThatExceptionOfType(HubNotConnectedException.class).isThrownBy(() -> client.hub().add(1, 2));
		assertThatExceptionOfType(HubNotConnectedException.class).isThrownBy(() -> client.hub().say("hi"));
		assertThatExceptionOfType(HubNotConnectedException.class).isThrownBy(() -> client.fireAndForget().leave());
		this.time.advanceMillis(500);
		assertThat(this.server.received()).isEmpty();
		client.hub().say("hi");
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void mayWaitAndAreSentInOrder() {
		ReconnectingHubClient<ITestHub> client = lost(Duration.ofSeconds(5));
		client.hub().say("one");
		CompletionStage<Integer> sum = client.hub().addLater(1, 2);
		assertThat(client.fireAndForget().leave()).isCompleted();
		client.hub().say("four");
		assertThat(this.server.received()).isEmpty();
		this.time.advanceMillis(500);
		List<ClientMessage> received = this.server.received();
		assertThat(received).hasSize(4);
		assertThat(received).extracting(Object::getClass)
			.containsExactly(FireAndForget.class, Request.class, FireAndForget.class, FireAndForget.class);
		assertThat(sum.toCompletableFuture()).isNotDone();
		this.server.answer((Request) received.get(1), "03");
		assertThat(TestClient.done(sum)).isEqualTo(3);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void othersMayBeAddedWhileTheyAreSent() {
		ReconnectingHubClient<ITestHub> client = lost(Duration.ofSeconds(5));
		client.hub().say("one");
		client.hub().say("two");
		this.server.reacting((first) -> {
			this.server.reacting((message) -> {
			});
			CompletableFuture.runAsync(() -> client.hub().say("late"), this.threads)
				.orTimeout(30, TimeUnit.SECONDS)
				.join();
		});
		this.time.advanceMillis(500);
		assertThat(texts(this.server.received(FireAndForget.class))).containsExactly("one", "two", "late");
	}

	@Test
	void waitForTheNextConnectionIfOneEndsBeforeTheyAreSent() {
		ReconnectingHubClient<ITestHub> client = lost(Duration.ofSeconds(5));
		client.hub().say("one");
		CompletionStage<Integer> sum = client.hub().addLater(1, 2);
		client.hub().say("three");
		this.server.reacting((message) -> this.server.close(LOST));
		this.time.advanceMillis(500);
		assertThat(this.server.received()).hasSize(1);
		assertThat(sum.toCompletableFuture()).isNotDone();
		this.server.reacting((message) -> {
			if (message instanceof Request request) {
				this.server.answer(request, "03");
			}
		});
		this.time.advanceMillis(2000);
		assertThat(TestClient.done(sum)).isEqualTo(3);
		assertThat(texts(this.server.received(FireAndForget.class))).containsExactly("one", "three");
	}

	/** What depends on a future may block, but a thread that sends may not. */
	@Test
	void completeTheirFuturesOnTheExecutor() {
		Queue<Runnable> tasks = new ArrayDeque<>();
		ReconnectingHubClient<ITestHub> client = ReconnectingHubClient.open(this.server, ITestHub.class, this.receiver,
				(hub) -> null, TestClient.options(this.time).withMaxQueuedBytes(1000).withExecutor(tasks::add),
				ReconnectOptions.createWithDefault().withCallWait(Duration.ofSeconds(5)).withRandom(() -> 0.5));
		this.server.ready(false);
		String text = "x".repeat(600);
		client.hub().say(text);
		client.hub().say(text);
		CompletableFuture<@Nullable String> tooMuch = client.hub().echo(text);
		while (client.state().phase() != HubClientState.Phase.CONNECTED) {
			tasks.remove().run();
		}
		assertThat(tooMuch).isNotDone();
		while (!tasks.isEmpty()) {
			tasks.remove().run();
		}
		assertThat(TestClient.failure(tooMuch).statusCode()).isEqualTo(8);
	}

	@Test
	void waitOnlyForTheConfiguredTime() {
		this.server.refuses(LOST);
		ReconnectingHubClient<ITestHub> client = open(Duration.ofSeconds(5));
		client.hub().say("hi");
		CompletionStage<Integer> sum = client.hub().addLater(1, 2);
		this.time.advanceMillis(4999);
		assertThat(sum.toCompletableFuture()).isNotDone();
		this.time.advanceMillis(1);
		assertThat(TestClient.failure(sum)).isInstanceOf(HubNotConnectedException.class);
		this.server.accepts();
		this.time.advance(Duration.ofMinutes(1));
		assertThat(client.state().phase()).isEqualTo(HubClientState.Phase.CONNECTED);
		assertThat(this.server.received()).isEmpty();
	}

	@Test
	void failWhenTheClientIsClosed() {
		ReconnectingHubClient<ITestHub> client = lost(Duration.ofSeconds(5));
		CompletionStage<Integer> sum = client.hub().addLater(1, 2);
		client.closeAsync();
		assertThat(TestClient.failure(sum)).isInstanceOf(HubNotConnectedException.class);
		assertThat(TestClient.failure(client.hub().addLater(1, 2)).detail()).contains("closed");
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void areNeverSentTwice() {
		ReconnectingHubClient<ITestHub> client = open(Duration.ofSeconds(5));
		CompletionStage<Integer> underWay = client.hub().addLater(1, 2);
		this.server.close(LOST);
		assertThat(TestClient.failure(underWay)).isInstanceOf(HubDisconnectedException.class);
		CompletionStage<Integer> waiting = client.hub().addLater(3, 4);
		this.time.advanceMillis(500);
		assertThat(this.server.received(Request.class)).hasSize(2);
		this.server.close(LOST);
		assertThat(TestClient.failure(waiting)).isInstanceOf(HubDisconnectedException.class);
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.server.received(Request.class)).hasSize(2);
	}

	@Test
	void anUnwritableCallFailsAlone() {
		ReconnectingHubClient<ITestHub> client = lost(Duration.ofSeconds(5));
		CompletionStage<Integer> broken = client.hub().sendUnwritable(new Object());
		client.hub().say("hi");
		this.time.advanceMillis(500);
		assertThat(broken.toCompletableFuture()).isCompletedExceptionally();
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void tooManyDoNotWait() {
		ReconnectingHubClient<ITestHub> client = lost(Duration.ofSeconds(5));
		for (int i = 0; i < 10_000; i++) {
			client.hub().say("hi");
		}
		assertThat(TestClient.failure(client.hub().leave()).statusCode()).isEqualTo(8);
		this.time.advanceMillis(500);
		assertThat(this.server.received()).hasSize(10_000);
	}

	@Test
	void aThreadWaitsUntilThereIsAConnection() throws Exception {
		this.server.reacting((message) -> this.server.answer((Request) message, "03"));
		ReconnectingHubClient<ITestHub> client = lost(Duration.ofSeconds(5));
		CompletableFuture<Integer> sum = new CompletableFuture<>();
		Thread thread = new Thread(() -> sum.complete(client.hub().add(1, 2)));
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		this.time.advanceMillis(500);
		assertThat(sum.get(30, TimeUnit.SECONDS)).isEqualTo(3);
	}

	@Test
	void anInterruptEndsTheWaiting() throws Exception {
		ReconnectingHubClient<ITestHub> client = lost(Duration.ofSeconds(5));
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				client.hub().add(1, 2);
			}
			catch (HubStatusException ex) {
				failure.complete(ex);
			}
		});
		thread.start();
		thread.interrupt();
		assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(HubStatusException.class,
				(ex) -> assertThat(ex.statusCode()).isEqualTo(1));
		this.time.advanceMillis(500);
		assertThat(this.server.received()).isEmpty();
	}

	@Test
	void theReceiverIsCalledOneCallAtATimeAcrossConnections() throws Exception {
		CompletableFuture<Void> blocked = new CompletableFuture<>();
		this.receiver.reaction = (event) -> blocked.join();
		ReconnectingHubClient<ITestHub> client = ReconnectingHubClient.open(this.server, ITestHub.class, this.receiver,
				(hub) -> null, TestClient.options(this.time).withExecutor(this.threads),
				ReconnectOptions.createWithDefault().withRandom(() -> 0.5));
		Awaitility.await().until(() -> client.state().phase() == HubClientState.Phase.CONNECTED);
		tick();
		Awaitility.await().until(() -> this.receiver.events.size() == 1);
		this.server.close(LOST);
		this.time.advanceMillis(500);
		Awaitility.await().until(() -> client.state().phase() == HubClientState.Phase.CONNECTED);
		tick();
		assertThat(this.receiver.events).hasSize(1);
		blocked.complete(null);
		Awaitility.await().until(() -> this.receiver.events.size() == 2);
	}

}
