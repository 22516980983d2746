package io.github.magiconion4j.interop.client;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.interop.hubs.IBenchHubReceiver;
import io.grpc.ManagedChannel;

/**
 * A load test: many connections, to one or more servers, and one kind of traffic
 * (heartbeats, calls, broadcasts or joins). Nothing blocks, so everything runs on the
 * transport's threads.
 */
final class Load {

	private static final long ARRIVAL_SECONDS = 10;

	private final Arguments arguments;

	private final int connections;

	private final int channels;

	private final long seconds;

	private final int clientInterval;

	/** Calls per second; 0 to call again as soon as a call was answered. */
	private final int rate;

	private final List<HubClient<AsyncBenchHub>> clients = new ArrayList<>();

	private final AtomicInteger dropped = new AtomicInteger();

	private final LongAdder heartbeats = new LongAdder();

	private final LongAdder published = new LongAdder();

	private final LongAdder done = new LongAdder();

	private final RoundTripLog roundTrips = new RoundTripLog();

	/** From the publishing of a broadcast to its receipt. */
	private final RoundTripLog receipts = new RoundTripLog();

	private final AtomicInteger rooms = new AtomicInteger();

	private volatile long start;

	Load(Arguments arguments) {
		this.arguments = arguments;
		this.connections = arguments.number("connections", 100);
		this.channels = arguments.number("channels", this.connections);
		this.seconds = arguments.number("seconds", 10);
		this.clientInterval = arguments.number("client-interval-ms", 0);
		this.rate = arguments.number("rate", 0);
	}

	/** Runs the load; returns whether no connection was lost. */
	boolean run() throws InterruptedException {
		this.start = System.nanoTime();
		connect();
		System.out.printf("connected %d over %d channels in %.0f ms%n", this.connections, this.channels,
				1000 * elapsed());
		AsyncBenchHub hub = this.clients.get(0).hub();
		Checks.get(hub.latencyReportAsync());
		String mode = this.arguments.options().getOrDefault("mode", "heartbeat");
		if (mode.equals("broadcast")) {
			this.clients.forEach((client) -> Checks.get(client.hub().joinAsync("room")));
		}
		this.heartbeats.reset();
		this.roundTrips.clear();
		this.start = System.nanoTime();
		System.out.println("measuring");
		switch (mode) {
			case "heartbeat" -> measureHeartbeats(hub);
			case "call" -> measure(mode, this.clients, (target) -> target.echoAsync(1), 1, this.done);
			case "broadcast" -> {
				byte[] payload = new byte[this.arguments.number("bytes", 64)];
				measure(mode, this.clients.subList(0, this.arguments.number("senders", 1)),
						(target) -> target.publishAsync((this.rate > 0) ? stamped(payload.length) : payload),
						this.arguments.number("receivers", this.connections), this.published);
				if (this.rate > 0) {
					this.receipts.percentiles().print("receipt-us");
				}
			}
			case "join" -> measure(mode, this.clients, (target) -> target.joinAsync(nextRoom()), 1, this.done);
			default -> throw new IllegalArgumentException("no such mode: " + mode);
		}
		return this.dropped.get() == 0;
	}

	/** A payload that says when it was published. */
	private static byte[] stamped(int bytes) {
		return ByteBuffer.allocate(bytes).putLong(System.nanoTime()).array();
	}

	private void received(byte[] payload) {
		this.published.increment();
		if (this.rate > 0) {
			this.receipts.add(Duration.ofNanos(System.nanoTime() - ByteBuffer.wrap(payload).getLong()));
		}
	}

	/** As senders take turns, each of them joins each room once. */
	private String nextRoom() {
		return "room " + this.rooms.getAndIncrement() / this.connections;
	}

	/** The time since the start, in seconds. */
	private double elapsed() {
		return (System.nanoTime() - this.start) / 1e9;
	}

	private void connect() {
		List<ManagedChannel> pool = this.arguments.directChannels(this.channels);
		IBenchHubReceiver receiver = this::received;
		StreamingHubClientOptions options = StreamingHubClientOptions.createWithDefault()
			.withExecutor(Runnable::run)
			.withConnectTimeout(Duration.ofMinutes(1))
			.withServerHeartbeatReceived((event) -> this.heartbeats.increment())
			.withClientHeartbeatInterval(Duration.ofMillis(this.clientInterval))
			.withClientHeartbeatTimeout(Duration.ofMillis(this.arguments.number("client-timeout-ms", 0)))
			.withClientHeartbeatResponseReceived((event) -> this.roundTrips.add(event.roundTripTime()));
		for (int i = 0; i < this.connections; i++) {
			HubClient<AsyncBenchHub> client = StreamingHubClient.connect(pool.get(i % this.channels),
					AsyncBenchHub.class, receiver, options);
			client.disconnected().thenAccept(this::dropped);
			this.clients.add(client);
		}
	}

	private void dropped(DisconnectReason reason) {
		if (this.dropped.getAndIncrement() == 0) {
			System.out.printf("first drop after %.1f s: %s %s%n", elapsed(), reason.type().category(), reason.detail());
		}
	}

	private void measureHeartbeats(AsyncBenchHub hub) throws InterruptedException {
		TimeUnit.SECONDS.sleep(this.seconds);
		long received = this.heartbeats.sum();
		double took = elapsed();
		Percentiles ofServer = Percentiles.ofReport(Checks.get(hub.latencyReportAsync()));
		Percentiles ofClients = this.roundTrips.percentiles();
		System.out.printf("heartbeats %d in %.2f s = %.0f/s dropped %d%n", received, took, received / took,
				this.dropped.get());
		ofServer.print("server-latency-us");
		if (this.clientInterval > 0) {
			ofClients.print("client-rtt-us");
		}
	}

	/**
	 * Makes each sender call again as soon as its call was answered, or all senders in
	 * turn at a rate.
	 * @param events the number of expected events per call
	 * @param seen counts the received events
	 */
	private void measure(String mode, List<HubClient<AsyncBenchHub>> senders,
			Function<AsyncBenchHub, CompletionStage<?>> call, long events, LongAdder seen) throws InterruptedException {
		if (this.rate > 0) {
			pace(senders, call);
		}
		else {
			List<CompletableFuture<Void>> loops = senders.stream().map((sender) -> loop(sender.hub(), call)).toList();
			loops.forEach(Checks::get);
		}
		long due = this.done.sum() * events;
		double deadline = elapsed() + ARRIVAL_SECONDS;
		while (seen.sum() < due && elapsed() < deadline) {
			TimeUnit.MILLISECONDS.sleep(1);
		}
		double took = elapsed();
		System.out.printf("%s %d in %.2f s = %.0f/s of %d dropped %d%n", mode, seen.sum(), took, seen.sum() / took, due,
				this.dropped.get());
	}

	private void pace(List<HubClient<AsyncBenchHub>> senders, Function<AsyncBenchHub, CompletionStage<?>> call)
			throws InterruptedException {
		List<CompletableFuture<?>> answers = new ArrayList<>();
		for (int i = 0; elapsed() < this.seconds; i++) {
			AsyncBenchHub hub = senders.get(i % senders.size()).hub();
			answers.add(call.apply(hub).thenRun(this.done::increment).toCompletableFuture());
			TimeUnit.NANOSECONDS.sleep((long) (1e9 * (i + 1) / this.rate - 1e9 * elapsed()));
		}
		answers.forEach(Checks::get);
	}

	private CompletableFuture<Void> loop(AsyncBenchHub hub, Function<AsyncBenchHub, CompletionStage<?>> call) {
		CompletableFuture<Void> over = new CompletableFuture<>();
		callAgain(hub, call, over);
		return over;
	}

	private void callAgain(AsyncBenchHub hub, Function<AsyncBenchHub, CompletionStage<?>> call,
			CompletableFuture<Void> over) {
		if (elapsed() >= this.seconds) {
			over.complete(null);
			return;
		}
		call.apply(hub).whenComplete((result, failure) -> {
			if (failure != null) {
				over.completeExceptionally(failure);
			}
			else {
				this.done.increment();
				callAgain(hub, call, over);
			}
		});
	}

}
