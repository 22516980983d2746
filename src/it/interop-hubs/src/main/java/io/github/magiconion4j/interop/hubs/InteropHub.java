package io.github.magiconion4j.interop.hubs;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.NonBlocking;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;

/**
 * Behaves like the hub of the peers' server. Tests read its log of connections. Some of
 * its methods run on the event loop, so tests also see calls of both kinds in a row.
 */
@StreamingHubService
class InteropHub extends StreamingHubBase<IInteropHubReceiver> implements IInteropHub {

	/** C#'s default time, which stands for "never". */
	private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

	private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

	/** Atomic, because acks are counted concurrently with hub methods. */
	private final AtomicLong acks = new AtomicLong();

	private final boolean counted;

	private @Nullable HubGroup<IInteropHubReceiver> room;

	private String user = "";

	/**
	 * Creates the hub of a connection.
	 * @param counted whether the members of a room on all servers are known
	 */
	InteropHub(@Value("${magiconion.streaming-hub.groups.presence:false}") boolean counted) {
		this.counted = counted;
	}

	@Override
	protected void onConnected() {
		context().heartbeat().setAckCallback((roundTrip) -> this.acks.incrementAndGet());
		log("connected " + context().connectionId());
		Principal principal = context().principal();
		if (principal != null) {
			log("principal " + principal.getName());
		}
	}

	@Override
	protected void onDisconnected(DisconnectReason reason) {
		String timeout = context().heartbeat().timedOut() ? "True" : "False";
		log("disconnected " + context().connectionId() + " timeout=" + timeout);
	}

	@Override
	public CompletionStage<Void> noopAsync() {
		return DONE;
	}

	@NonBlocking
	@Override
	public int addAsync(int a, int b) {
		return a + b;
	}

	@Override
	public CompletionStage<String> echoAsync(String text) {
		return CompletableFuture.completedStage(text);
	}

	@NonBlocking
	@Override
	public Payload echoPayloadAsync(Payload payload) {
		return payload;
	}

	@Override
	public @Nullable String nullAsync(@Nullable String text) {
		return text;
	}

	@Override
	public CompletionStage<Void> failAsync(String message) {
		throw new IllegalStateException(message);
	}

	@NonBlocking
	@Override
	public CompletionStage<Void> failWithStatusAsync(int status, String detail) {
		throw new HubStatusException(status, detail);
	}

	@Override
	public int joinAsync(String roomName, String userName) {
		this.user = userName;
		this.room = group().add(roomName);
		return this.counted ? this.room.countEverywhere().toCompletableFuture().join() : this.room.count();
	}

	@Override
	public CompletionStage<Void> leaveAsync() {
		if (this.room != null) {
			this.room.leave();
			this.room = null;
		}
		return DONE;
	}

	@NonBlocking
	@Override
	public CompletionStage<Void> sayAsync(String text) {
		room().all().onMessage(this.user, text);
		return DONE;
	}

	@Override
	public CompletionStage<Void> sayToOthersAsync(String text) {
		room().except(context().connectionId()).onMessage(this.user, text);
		return DONE;
	}

	private HubGroup<IInteropHubReceiver> room() {
		if (this.room == null) {
			throw new IllegalStateException("not in a room");
		}
		return this.room;
	}

	@Override
	public CompletionStage<Void> tickMeAsync(int times) {
		for (int i = 0; i < times; i++) {
			client().onTick();
		}
		return DONE;
	}

	@Override
	public CompletionStage<Void> sendPayloadToMeAsync(Payload payload) {
		client().onPayload(payload);
		return DONE;
	}

	@NonBlocking
	@Override
	public CompletionStage<Integer> askMeAsync(int x) {
		return client().askAsync(x);
	}

	@Override
	public CompletionStage<String> askMyNameAsync(String prefix, int n) {
		return client().askNameAsync(prefix, n);
	}

	@Override
	public CompletionStage<String> askMeToFailAsync(String reason) {
		return client().askFailAsync(reason).handle((result, failure) -> {
			Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
			if (cause instanceof HubStatusException status) {
				return statusName(status.statusCode()) + ": "
						+ Objects.requireNonNullElse(status.detail(), "").lines().findFirst().orElse("").strip();
			}
			return "no error";
		});
	}

	/** The C# name of a status code. */
	private static String statusName(int code) {
		return Stream.of(Status.fromCodeValue(code).getCode().name().split("_"))
			.map((word) -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
			.collect(Collectors.joining());
	}

	@Override
	public UUID connectionIdAsync() {
		return context().connectionId();
	}

	@Override
	public double latencyMillisAsync() {
		return (double) context().heartbeat().latency().toNanos() / TimeUnit.MILLISECONDS.toNanos(1);
	}

	@Override
	public long ackCountAsync() {
		return this.acks.get();
	}

	@Override
	public long millisSinceLastReceivedAsync() {
		Instant last = context().heartbeat().lastReceivedAt();
		return Duration.between((last != null) ? last : NEVER, Instant.now()).toMillis();
	}

	@Override
	public CompletionStage<Void> unregisterHeartbeatAsync() {
		context().heartbeat().unregister();
		return DONE;
	}

	@Override
	public CompletionStage<Void> slowAsync(int millis) throws InterruptedException {
		Thread.sleep(millis);
		return DONE;
	}

	private static void log(String event) {
		System.out.println(System.currentTimeMillis() + " " + event);
	}

}
