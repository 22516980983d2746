package io.github.magiconion4j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.server.HubFactory;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.HubOptions;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.server.ServerExtensions;
import io.github.magiconion4j.server.ServerSettings;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server on a real port that stops at random moments, during calls and broadcasts.
 */
class RestartTest {

	private static final int RESTARTS = 20;

	private static final int CLIENTS = 50;

	private static final int CHANNELS = 5;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Random random = new Random(20240701);

	private final HubTimer timer = new HubTimer(System::nanoTime).start();

	private final ExecutorService serverThreads = Executors.newCachedThreadPool();

	private final ClientRuntime runtime = ClientRuntime.create();

	private final List<ManagedChannel> channels = new ArrayList<>();

	private final List<ReconnectingHubClient<ICountHub>> clients = new ArrayList<>();

	private final List<Receiver> receivers = new ArrayList<>();

	/** By the id of a call: how often the server received it. */
	private final Map<Integer, AtomicInteger> executions = new ConcurrentHashMap<>();

	private final Map<Integer, CompletableFuture<Integer>> calls = new ConcurrentHashMap<>();

	/** Limits the calls in flight. */
	private final Semaphore underWay = new Semaphore(1000);

	private @Nullable Server server;

	private int port;

	@AfterEach
	void stop() {
		this.clients.forEach(ReconnectingHubClient::closeAsync);
		this.channels.forEach(ManagedChannel::shutdownNow);
		this.runtime.close();
		stopServer();
		this.serverThreads.shutdownNow();
		this.timer.close();
	}

	private void startServer() throws IOException {
		StreamingHubServer hubs = new StreamingHubServer(new MessagePackHubSerializer(), this.timer,
				new ServerExecutors(this.serverThreads, this.serverThreads, this.serverThreads, this.serverThreads,
						this.serverThreads),
				ServerSettings.DEFAULTS, () -> ServerExtensions.NONE, GroupSettings.DEFAULTS);
		Server started = NettyServerBuilder.forPort(this.port)
			.addService(hubs.service(HubContract.of(ICountHub.class),
					() -> HubFactory.Created.of(new CountHub(this.executions)), Heartbeats.NONE, HubListener.NONE,
					HubOptions.DEFAULTS))
			.build()
			.start();
		this.server = started;
		this.port = started.getPort();
	}

	/** Like a kill: nobody is notified. */
	private void stopServer() {
		Server running = this.server;
		if (running != null) {
			running.shutdownNow();
			try {
				running.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void openClients() {
		for (int i = 0; i < CHANNELS; i++) {
			this.channels.add(NettyChannelBuilder.forAddress("127.0.0.1", this.port).usePlaintext().build());
		}
		for (int i = 0; i < CLIENTS; i++) {
			Receiver receiver = new Receiver();
			this.receivers.add(receiver);
			this.clients.add(ReconnectingHubClient.open(this.channels.get(i % CHANNELS), ICountHub.class, receiver,
					ICountHub::joinAsync, StreamingHubClientOptions.createWithDefault().withRuntime(this.runtime),
					ReconnectOptions.createWithDefault()
						.withFirstDelay(Duration.ofMillis(50))
						.withMaxDelay(Duration.ofMillis(500))));
		}
	}

	private void awaitAllConnected() {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.clients.stream().allMatch((client) -> client.state().phase() == Phase.CONNECTED));
	}

	/** Calls clients at random until the time is over. */
	private void callFor(long millis) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		while (System.nanoTime() - end < 0) {
			int id = this.calls.size();
			ICountHub hub = this.clients.get(this.random.nextInt(CLIENTS)).hub();
			this.underWay.acquire();
			CompletableFuture<Integer> call = hub.countAsync(id).toCompletableFuture();
			this.calls.put(id, call);
			call.whenComplete((result, failure) -> this.underWay.release());
		}
	}

	@Test
	void allClientsReconnectAndNoCallIsSentTwice() throws Exception {
		startServer();
		openClients();
		awaitAllConnected();
		for (int restart = 1; restart <= RESTARTS; restart++) {
			callFor(20 + this.random.nextInt(100));
			stopServer();
			callFor(this.random.nextInt(200));
			startServer();
			if (restart % 4 == 0) { // otherwise they may be in any state
				awaitAllConnected();
				String text = "after " + restart;
				Awaitility.await().atMost(PATIENCE).until(() -> said(text));
				Awaitility.await()
					.atMost(PATIENCE)
					.untilAsserted(() -> assertThat(this.receivers)
						.allSatisfy((receiver) -> assertThat(receiver.texts).contains(text)));
			}
		}
		awaitAllConnected();
		assertEachCallWasAnsweredOrFailed();
		assertNothingIsLeft();
	}

	/** Whether the whole room is called. */
	private boolean said(String text) {
		try {
			return this.clients.get(0).hub().sayAsync(text).toCompletableFuture().join() == CLIENTS;
		}
		catch (RuntimeException ex) { // lost again
			return false;
		}
	}

	private void assertEachCallWasAnsweredOrFailed() {
		Set<String> failures = new HashSet<>();
		AtomicInteger answered = new AtomicInteger();
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.calls.values().stream().allMatch(CompletableFuture::isDone));
		this.calls.forEach((id, call) -> {
			AtomicInteger executed = this.executions.getOrDefault(id, new AtomicInteger());
			if (call.isCompletedExceptionally()) {
				assertThat(executed.get()).isLessThanOrEqualTo(1);
				Throwable failure = call.handle((result, ex) -> ex).join();
				assertThat(failure).isInstanceOf(HubStatusException.class);
				failures.add(failure.getClass().getSimpleName());
				if (failure instanceof HubNotConnectedException) {
					assertThat(executed.get()).isZero();
				}
			}
			else {
				assertThat(call.join()).isEqualTo(id);
				assertThat(executed.get()).isOne();
				answered.incrementAndGet();
			}
		});
		assertThat(answered).hasPositiveValue();
		assertThat(failures).contains("HubNotConnectedException", "HubDisconnectedException");
	}

	private void assertNothingIsLeft() {
		this.clients.forEach(ReconnectingHubClient::close);
		this.runtime.close();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().startsWith("streaming-hub-client-")));
	}

	interface ICountHub extends StreamingHub<ICountReceiver> {

		CompletionStage<Integer> joinAsync();

		CompletionStage<Integer> countAsync(int id);

		/** Calls the room, and returns its number of members. */
		CompletionStage<Integer> sayAsync(String text);

	}

	interface ICountReceiver {

		void onMessage(String text);

	}

	private static final class Receiver implements ICountReceiver {

		final ConcurrentLinkedQueue<String> texts = new ConcurrentLinkedQueue<>();

		@Override
		public void onMessage(String text) {
			this.texts.add(text);
		}

	}

	private static final class CountHub extends StreamingHubBase<ICountReceiver> implements ICountHub {

		private final Map<Integer, AtomicInteger> executions;

		private @Nullable HubGroup<ICountReceiver> room;

		CountHub(Map<Integer, AtomicInteger> executions) {
			this.executions = executions;
		}

		@Override
		public CompletionStage<Integer> joinAsync() {
			HubGroup<ICountReceiver> joined = group().add("room");
			this.room = joined;
			return CompletableFuture.completedStage(joined.count());
		}

		@Override
		public CompletionStage<Integer> countAsync(int id) {
			this.executions.computeIfAbsent(id, (key) -> new AtomicInteger()).incrementAndGet();
			return CompletableFuture.completedStage(id);
		}

		@Override
		public CompletionStage<Integer> sayAsync(String text) {
			HubGroup<ICountReceiver> joined = Objects.requireNonNull(this.room, "it calls before it has joined");
			joined.all().onMessage(text);
			return CompletableFuture.completedStage(joined.count());
		}

	}

}
