package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.magiconion4j.serialization.HubSerializer;
import io.grpc.CallOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a client behaves, the counterpart of C#'s class of that name. Immutable,
 * thread-safe: each {@code with} method gives changed options.
 */
public final class StreamingHubClientOptions {

	private static final Duration MINIMUM = Duration.ofMillis(10);

	private static final Duration MAXIMUM = Duration.ofDays(365);

	private static final StreamingHubClientOptions DEFAULT = new StreamingHubClientOptions(new ClientSettings());

	private final ClientSettings settings;

	private StreamingHubClientOptions(ClientSettings settings) {
		this.settings = settings;
	}

	/**
	 * The options where nobody says otherwise: no heartbeats of the client's own, no call
	 * timeout, 10 s to connect, 5 s to close.
	 * @return the options
	 */
	public static StreamingHubClientOptions createWithDefault() {
		return DEFAULT;
	}

	/**
	 * Sets the options of the gRPC call that the connection is: a deadline ends the whole
	 * connection with DEADLINE_EXCEEDED.
	 * @param callOptions deadline, credentials, executor of the transport and so on
	 * @return changed options
	 */
	public StreamingHubClientOptions withCallOptions(CallOptions callOptions) {
		Objects.requireNonNull(callOptions, "callOptions");
		return with((copy) -> copy.callOptions = callOptions);
	}

	/**
	 * Sets how long connecting may take. (Default: 10 s)
	 * @param timeout the timeout, at least 10 ms
	 * @return changed options
	 */
	public StreamingHubClientOptions withConnectTimeout(Duration timeout) {
		Duration checked = check(timeout, "connectTimeout");
		return with((copy) -> copy.connectTimeout = checked);
	}

	/**
	 * Sets how long each call of a hub method may wait for its answer. (Default: for as
	 * long as the connection lasts)
	 * @param timeout the timeout, at least 10 ms; {@code null} or zero for none
	 * @return changed options
	 */
	public StreamingHubClientOptions withCallTimeout(@Nullable Duration timeout) {
		Duration checked = checkOptional(timeout, "callTimeout");
		return with((copy) -> copy.callTimeout = checked);
	}

	/**
	 * Sets how long closing may take: to send what was called before, and then for the
	 * server to answer and to end its side. After it the call is reset. (Default: 5 s)
	 * @param timeout the timeout, at least 10 ms
	 * @return changed options
	 */
	public StreamingHubClientOptions withCloseTimeout(Duration timeout) {
		Duration checked = check(timeout, "closeTimeout");
		return with((copy) -> copy.closeTimeout = checked);
	}

	/**
	 * Sets how often the client sends a heartbeat of its own. The first one comes one
	 * interval after it is connected. (Default: never)
	 * @param interval the interval, at least 10 ms; {@code null} or zero for none
	 * @return changed options
	 */
	public StreamingHubClientOptions withClientHeartbeatInterval(@Nullable Duration interval) {
		Duration checked = checkOptional(interval, "clientHeartbeatInterval");
		return with((copy) -> copy.heartbeatInterval = checked);
	}

	/**
	 * Sets how long after a heartbeat of the client's own a sign of life may come: any
	 * message of the server's. Later than that the connection is ended with
	 * {@link io.github.magiconion4j.hub.DisconnectReason.Type#HEARTBEAT_TIMEOUT}. It
	 * takes effect where an interval is set. (Default: any time)
	 * @param timeout the timeout, at least 10 ms; {@code null} or zero for none
	 * @return changed options
	 */
	public StreamingHubClientOptions withClientHeartbeatTimeout(@Nullable Duration timeout) {
		Duration checked = checkOptional(timeout, "clientHeartbeatTimeout");
		return with((copy) -> copy.heartbeatTimeout = checked);
	}

	/**
	 * Sets what hears of each heartbeat of the client's own that was answered. It is
	 * called on the executor, one call after the other; an exception is logged and harms
	 * nothing. While a call blocks, up to 100 others wait; further ones are left out.
	 * @param callback what to call; {@code null} for nothing
	 * @return changed options
	 */
	public StreamingHubClientOptions withClientHeartbeatResponseReceived(
			@Nullable Consumer<ClientHeartbeatEvent> callback) {
		return with((copy) -> copy.heartbeatResponseReceived = callback);
	}

	/**
	 * Sets what hears of each heartbeat of the server's, which is acknowledged whatever
	 * happens here. It is called as
	 * {@link #withClientHeartbeatResponseReceived(Consumer)} says, and in turn with that.
	 * @param callback what to call; {@code null} for nothing
	 * @return changed options
	 */
	public StreamingHubClientOptions withServerHeartbeatReceived(@Nullable Consumer<ServerHeartbeatEvent> callback) {
		return with((copy) -> copy.serverHeartbeatReceived = callback);
	}

	/**
	 * Sets what runs the methods of the receiver, one at a time in the order in which the
	 * server called them, the callbacks of heartbeats, and what depends on the stages
	 * that hub methods return. (Default: threads of the runtime, and others of it for
	 * what depends on stages)
	 * <p>
	 * A receiver may wait for a call of the hub that is still to be answered, also where
	 * this executor has one thread only. A stage that depends on such a call, by
	 * {@code thenApply} and the like, is completed by another thread of the executor:
	 * wait for it only if there is one. While a receiver's method has to give the server
	 * a result, its thread must not wait for a hub of that connection, which would wait
	 * for the receiver: that fails at once with {@link IllegalStateException}. When a
	 * connection has ended and the executor runs nothing for a second, its stages are
	 * completed on a thread of the runtime.
	 * @param executor the executor, which may block. One that runs tasks on the calling
	 * thread runs them on the thread that reads from the server: then nothing of that may
	 * block
	 * @return changed options
	 */
	public StreamingHubClientOptions withExecutor(Executor executor) {
		Objects.requireNonNull(executor, "executor");
		return with((copy) -> copy.setExecutor(executor));
	}

	/**
	 * Sets how many bytes of a connection may wait, each way: calls for a server that
	 * does not read, further ones of which then fail; and calls of the receiver that it
	 * is behind with, where the connection then ends. A little is added for each message.
	 * (Default: 16 MiB)
	 * @param bytes the limit, at least 1
	 * @return changed options
	 */
	public StreamingHubClientOptions withMaxQueuedBytes(long bytes) {
		if (bytes < 1) {
			throw new IllegalArgumentException("maxQueuedBytes is less than 1: " + bytes);
		}
		return with((copy) -> copy.maxQueuedBytes = bytes);
	}

	/**
	 * Sets what writes arguments and reads results, for both sides the same. (Default:
	 * MessagePack)
	 * @param serializer the serializer; one object for many clients, since what it
	 * prepares for a hub interface is kept
	 * @return changed options
	 */
	public StreamingHubClientOptions withSerializer(HubSerializer serializer) {
		Objects.requireNonNull(serializer, "serializer");
		return with((copy) -> copy.serializer = serializer);
	}

	/**
	 * Adds what hears of connections, round trips and disconnections, for meters.
	 * @param listener the listener, told after those that were added before
	 * @return changed options
	 */
	public StreamingHubClientOptions withListener(HubClientListener listener) {
		Objects.requireNonNull(listener, "listener");
		return withListeners(() -> List.of(listener));
	}

	/**
	 * Adds listeners that are not there yet, since they may need these options.
	 * @param listeners gives them; asked when a client connects, each time
	 * @return changed options
	 */
	public StreamingHubClientOptions withListeners(Supplier<List<HubClientListener>> listeners) {
		Objects.requireNonNull(listeners, "listeners");
		return with((copy) -> {
			Supplier<List<HubClientListener>> before = copy.listeners;
			copy.listeners = () -> Stream.concat(before.get().stream(), listeners.get().stream()).toList();
		});
	}

	/**
	 * Sets the timer, the clock and the threads. (Default:
	 * {@link ClientRuntime#shared()})
	 * @param runtime what clients share
	 * @return changed options
	 */
	public StreamingHubClientOptions withRuntime(ClientRuntime runtime) {
		Objects.requireNonNull(runtime, "runtime");
		return with((copy) -> copy.setRuntime(runtime));
	}

	ClientSettings settings() {
		return this.settings;
	}

	private StreamingHubClientOptions with(Consumer<ClientSettings> change) {
		ClientSettings copy = this.settings.copy();
		change.accept(copy);
		return new StreamingHubClientOptions(copy);
	}

	private static Duration checkOptional(@Nullable Duration duration, String name) {
		return (duration == null || duration.isZero()) ? Duration.ZERO : check(duration, name);
	}

	private static Duration check(Duration duration, String name) {
		if (duration.compareTo(MINIMUM) < 0 || duration.compareTo(MAXIMUM) > 0) {
			throw new IllegalArgumentException(name + " is not between 10 ms and 365 days: " + duration);
		}
		return duration;
	}

}
