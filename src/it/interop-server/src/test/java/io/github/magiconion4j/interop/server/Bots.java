package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.magiconion4j.client.ClientRuntime;
import io.github.magiconion4j.client.HubClientListener;
import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.client.ReconnectOptions;
import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.interop.hubs.IInteropHub;
import io.github.magiconion4j.interop.hubs.IInteropHubReceiver;
import io.github.magiconion4j.testing.RecordingReceiver;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reconnecting clients that rejoin their room and send unique texts all the time.
 */
final class Bots implements HubClientListener, AutoCloseable {

	private static final String ROOM = "bots";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** The users of other instances in this JVM. */
	private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();

	private final ClientRuntime runtime = ClientRuntime.create();

	private final ScheduledExecutorService talking = Executors.newSingleThreadScheduledExecutor();

	private final List<ManagedChannel> channels;

	private final List<Bot> bots;

	/** Each call by its text. */
	private final Map<String, CompletableFuture<Void>> said = new ConcurrentHashMap<>();

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger connects = new AtomicInteger();

	private final AtomicInteger reconnects = new AtomicInteger();

	Bots(int count, int port, Random random) {
		this.channels = IntStream.range(0, 5)
			.<ManagedChannel>mapToObj(
					(index) -> Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
						.build())
			.toList();
		this.bots = IntStream.range(0, count).mapToObj(this::bot).toList();
		this.talking.scheduleWithFixedDelay(() -> say(this.bots.get(random.nextInt(count))), 0, 5,
				TimeUnit.MILLISECONDS);
	}

	private Bot bot(int number) {
		RecordingReceiver<IInteropHubReceiver> receiver = RecordingReceiver.of(IInteropHubReceiver.class);
		return new Bot(number, receiver, ReconnectingHubClient.open(this.channels.get(number % this.channels.size()),
				IInteropHub.class, receiver.receiver(), (hub) -> {
					hub.joinAsync(ROOM, "bot" + number); // waits
					return null;
				}, StreamingHubClientOptions.createWithDefault().withRuntime(this.runtime).withListener(this),
				ReconnectOptions.createWithDefault()
					.withFirstDelay(Duration.ofMillis(50))
					.withMaxDelay(Duration.ofMillis(500))
					.withShutdownSpread(Duration.ofSeconds(1))));
	}

	private CompletableFuture<Void> say(Bot bot) {
		String text = bot.number() + "/" + this.said.size();
		CompletableFuture<Void> call = bot.client().hub().sayAsync(text).toCompletableFuture();
		this.said.put(text, call);
		return call;
	}

	int connected() {
		return (int) this.bots.stream().filter((bot) -> bot.client().state().phase() == Phase.CONNECTED).count();
	}

	/** The number of reconnects. */
	int reconnects() {
		return this.reconnects.get();
	}

	/** Waits for a number of further calls. */
	void awaitCalls(int count) {
		int until = this.said.size() + count;
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.atMost(PATIENCE)
			.until(() -> this.said.size() >= until);
	}

	void awaitConnected(int count) {
		Awaitility.await().atMost(PATIENCE).until(() -> connected() >= count);
	}

	/** All are in the room: each receives the messages of the others. */
	void assertAllTalk() {
		awaitConnected(this.bots.size());
		String text = "all/" + this.said.size();
		this.said.put(text, this.bots.get(0).client().hub().sayAsync(text).toCompletableFuture());
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.bots).allMatch((bot) -> bot.texts().contains(text)));
	}

	/**
	 * Stops sending: each call was answered, or failed with a status, and no message
	 * arrived twice.
	 */
	void assertEachCallHappenedOnceAtMost() throws InterruptedException {
		this.talking.shutdown();
		assertThat(this.talking.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.said.values().stream().allMatch(CompletableFuture::isDone));
		assertThat(this.said.values()).filteredOn(CompletableFuture::isCompletedExceptionally)
			.extracting(Bots::failure)
			.allSatisfy((failure) -> assertThat(failure).isInstanceOf(HubStatusException.class));
		long answered = this.said.values().stream().filter((call) -> !call.isCompletedExceptionally()).count();
		assertThat(answered).isPositive();
		assertThat(this.bots).allSatisfy((bot) -> assertThat(bot.texts()).doesNotHaveDuplicates());
		System.out.printf("%d calls, %d answered; %d connects, %d reconnects%n", this.said.size(), answered,
				this.connects.get(), this.reconnects.get());
	}

	private static Throwable failure(CompletableFuture<Void> call) {
		return call.handle((result, failure) -> (failure instanceof CompletionException) ? failure.getCause() : failure)
			.join();
	}

	/** Closes all clients: nothing is left of them. */
	void assertNothingIsLeft() {
		this.bots.forEach((bot) -> bot.client().close());
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.bots.stream()
				.allMatch((bot) -> bot.client().disconnected().toCompletableFuture().isDone()));
		assertThat(this.open.get()).isZero();
		this.runtime.close();
		Awaitility.await().atMost(PATIENCE).until(() -> threads().isEmpty());
	}

	private List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.threadsBefore.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("streaming-hub-"))
			.toList();
	}

	@Override
	public void connected(String serviceName) {
		this.open.incrementAndGet();
		this.connects.incrementAndGet();
	}

	@Override
	public void reconnected(String serviceName, DisconnectReason lost, long nanos) {
		this.reconnects.incrementAndGet();
	}

	@Override
	public void disconnected(String serviceName, DisconnectReason reason) {
		this.open.decrementAndGet();
	}

	@Override
	public void close() {
		this.talking.shutdownNow();
		this.bots.forEach((bot) -> bot.client().closeAsync());
		this.channels.forEach(ManagedChannel::shutdownNow);
	}

	/**
	 * A client.
	 *
	 * @param number its number
	 * @param receiver its receiver
	 * @param client the client
	 */
	private record Bot(int number, RecordingReceiver<IInteropHubReceiver> receiver,
			ReconnectingHubClient<IInteropHub> client) {

		List<Object> texts() {
			List<Object> texts = new ArrayList<>();
			this.receiver.calls("onMessage").forEach((arguments) -> texts.add(arguments.get(1)));
			return texts;
		}

	}

}
