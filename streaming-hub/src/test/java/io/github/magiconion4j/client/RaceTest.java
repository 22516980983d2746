package io.github.magiconion4j.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.grpc.Status;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads that call, answer, close and end a connection at the same time. The server
 * fails if two threads send at the same time.
 */
class RaceTest {

	private static final int THREADS = 4;

	private static final int CALLS = 200;

	private static final long PATIENCE_SECONDS = 30;

	private final HubTimer timer = new HubTimer(System::nanoTime).start();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	/** The reading thread. */
	private final ExecutorService transport = Executors.newSingleThreadExecutor();

	private final FakeServer server = FakeServer.accepting();

	private final AtomicInteger open = new AtomicInteger();

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
		this.transport.shutdownNow();
		this.timer.close();
	}

	private StreamingHubClientOptions options() {
		return StreamingHubClientOptions.createWithDefault()
			.withExecutor(this.executor)
			.withRuntime(
					new ClientRuntime(this.timer, InstantSource.system(), this.executor, this.executor, this.executor))
			.withClientHeartbeatInterval(Duration.ofMillis(10))
			.withListener(new HubClientListener() {

				@Override
				public void connected(String serviceName) {
					RaceTest.this.open.incrementAndGet();
				}

				@Override
				public void disconnected(String serviceName, DisconnectReason reason) {
					RaceTest.this.open.decrementAndGet();
				}

			});
	}

	private HubClient<ITestHub> connect() {
		return StreamingHubClient.connect(this.server, ITestHub.class, new TestReceiver(), options());
	}

	/** Answers arrive on the reading thread; sometimes the transport accepts nothing. */
	private void answering() {
		this.server.reacting((message) -> {
			if (message instanceof Request request) {
				this.transport.execute(() -> this.server.answer(request, "07"));
			}
			if (ThreadLocalRandom.current().nextInt(20) == 0) {
				this.server.ready(false);
				this.transport.execute(() -> this.server.ready(true));
			}
		});
	}

	private List<Future<?>> together(List<Callable<?>> actions) {
		CyclicBarrier barrier = new CyclicBarrier(actions.size());
		List<Future<?>> running = new ArrayList<>();
		for (Callable<?> action : actions) {
			running.add(this.executor.submit(() -> {
				barrier.await();
				return action.call();
			}));
		}
		return running;
	}

	@RepeatedTest(10)
	void everyCallIsSentOnceAndAnswered() throws Exception {
		answering();
		HubClient<ITestHub> client = connect();
		List<Callable<?>> callers = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			callers.add(() -> {
				for (int call = 0; call < CALLS; call++) {
					client.hub().say("hi");
					if (call % 10 == 0) {
						assertThat(client.hub().add(3, 4)).isEqualTo(7);
					}
				}
				return null;
			});
		}
		for (Future<?> caller : together(callers)) {
			caller.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		this.server.reacting((message) -> {
		});
		client.close();
		assertThat(this.server.received(FireAndForget.class)).hasSize(THREADS * CALLS);
		assertThat(this.server.received(Request.class)).hasSize(THREADS * CALLS / 10);
		assertThat(TestClient.calls(client)).isZero();
		assertThat(this.server.isCancelled()).isFalse();
		assertThat(this.open).hasValue(0);
	}

	/**
	 * Whatever ends the connection, and whoever calls meanwhile: each call has an
	 * outcome.
	 */
	@RepeatedTest(30)
	void noCallIsLeftBehind() throws Exception {
		answering();
		HubClient<ITestHub> client = connect();
		List<CompletableFuture<Integer>> results = Collections.synchronizedList(new ArrayList<>());
		List<Callable<?>> actions = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			actions.add(() -> {
				CompletableFuture<Integer> result;
				do {
					result = client.hub().addLater(3, 4).toCompletableFuture();
					results.add(result);
				}
				while (!result.isCompletedExceptionally());
				return null;
			});
		}
		actions.add(() -> {
			awaitSome(results);
			return client.closeAsync();
		});
		actions.add(() -> {
			awaitSome(results);
			return this.transport.submit(() -> this.server.close(Status.UNAVAILABLE));
		});
		for (Future<?> action : together(actions)) {
			action.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		client.disconnected().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		for (CompletableFuture<Integer> result : results) {
			result.handle((value, failure) -> value).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		assertThat(TestClient.calls(client)).isZero();
		assertThat(this.open).hasValue(0);
	}

	/** Until there were some calls, or the connection has ended. */
	private void awaitSome(List<?> calls) {
		int some = ThreadLocalRandom.current().nextInt(1000);
		while (calls.size() < some && this.open.get() > 0) {
			Thread.onSpinWait();
		}
	}

	@RepeatedTest(30)
	void connectingRacesWithItsCancellation() throws Exception {
		FakeServer slow = new FakeServer();
		CompletableFuture<HubClient<ITestHub>> connecting = StreamingHubClient.connectAsync(slow, ITestHub.class,
				new TestReceiver(), options());
		for (Future<?> action : together(List.of(() -> connecting.cancel(false), () -> {
			slow.headers("2");
			return null;
		}))) {
			action.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		try {
			connecting.get(PATIENCE_SECONDS, TimeUnit.SECONDS).close();
		}
		catch (CancellationException ex) {
			// it was the first
		}
		Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> slow.isClosed() && this.open.get() == 0);
	}

}
