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
 * The options of a client. The counterpart of the C# class of the same name. Immutable,
 * thread-safe: each {@code with} method returns changed options.
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
	 * The default options: no client heartbeats, no call timeout, 10 s to connect, 5 s to
	 * close.
	 * @return the options
	 */
	public static StreamingHubClientOptions createWithDefault() {
		return DEFAULT;
	}

	/**
	 * Sets the options of the gRPC call. The call is the connection, so a deadline ends
	 * the whole connection with DEADLINE_EXCEEDED.
	 * @param callOptions deadline, credentials, executor of the transport and so on. A
	 * deadline ends the connection; a client that reconnects does not allow one
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
	 * Sets how long each call of a hub method may wait for its answer. (Default: no
	 * limit)
	 * @param timeout the timeout, at least 10 ms; {@code null} or zero for none
	 * @return changed options
	 */
	public StreamingHubClientOptions withCallTimeout(@Nullable Duration timeout) {
		Duration checked = checkOptional(timeout, "callTimeout");
		return with((copy) -> copy.callTimeout = checked);
	}

	/**
	 * Sets how long closing may take: to send earlier calls, and then for the server to
	 * answer them and to end the call. After that, the call is reset. (Default: 5 s)
	 * @param timeout the timeout, at least 10 ms
	 * @return changed options
	 */
	public StreamingHubClientOptions withCloseTimeout(Duration timeout) {
		Duration checked = check(timeout, "closeTimeout");
		return with((copy) -> copy.closeTimeout = checked);
	}

	/**
	 * Sets the interval of client heartbeats. The first one is sent one interval after
	 * the client has connected. (Default: no client heartbeats)
	 * @param interval the interval, at least 10 ms; {@code null} or zero for none
	 * @return changed options
	 */
	public StreamingHubClientOptions withClientHeartbeatInterval(@Nullable Duration interval) {
		Duration checked = checkOptional(interval, "clientHeartbeatInterval");
		return with((copy) -> copy.heartbeatInterval = checked);
	}

	/**
	 * Sets how long after a client heartbeat the server has to give a sign of life, which
	 * is any message. After that, the connection ends with
	 * {@link io.github.magiconion4j.hub.DisconnectReason.Type#HEARTBEAT_TIMEOUT}. It only
	 * takes effect if an interval is set. (Default: no timeout)
	 * @param timeout the timeout, at least 10 ms; {@code null} or zero for none
	 * @return changed options
	 */
	public StreamingHubClientOptions withClientHeartbeatTimeout(@Nullable Duration timeout) {
		Duration checked = checkOptional(timeout, "clientHeartbeatTimeout");
		return with((copy) -> copy.heartbeatTimeout = checked);
	}

	/**
	 * Sets the callback for answered client heartbeats. It is called on the executor, one
	 * call at a time; exceptions are logged and otherwise ignored. While a call blocks,
	 * up to 100 others wait; further ones are dropped.
	 * @param callback the callback; {@code null} for none
	 * @return changed options
	 */
	public StreamingHubClientOptions withClientHeartbeatResponseReceived(
			@Nullable Consumer<ClientHeartbeatEvent> callback) {
		return with((copy) -> copy.heartbeatResponseReceived = callback);
	}

	/**
	 * Sets the callback for heartbeats of the server. They are acknowledged regardless of
	 * the callback. It is called like that of
	 * {@link #withClientHeartbeatResponseReceived(Consumer)}, never at the same time as
	 * that, and shares its queue.
	 * @param callback the callback; {@code null} for none
	 * @return changed options
	 */
	public StreamingHubClientOptions withServerHeartbeatReceived(@Nullable Consumer<ServerHeartbeatEvent> callback) {
		return with((copy) -> copy.serverHeartbeatReceived = callback);
	}

	/**
	 * Sets the executor that runs the receiver's methods (one at a time, in the order of
	 * the server's calls), the heartbeat callbacks, and what depends on the stages that
	 * hub methods return. (Default: threads of the runtime, with separate ones for what
	 * depends on stages)
	 * <p>
	 * A receiver may wait for the answer of a hub call, even if this executor has only
	 * one thread. A stage that depends on such a call, by {@code thenApply} and the like,
	 * is completed by another thread of the executor: wait for it only if there is one.
	 * While a receiver's method computes a result for the server, its thread must not
	 * wait for a hub call of the same connection, which could wait for that result: such
	 * a call fails at once with {@link IllegalStateException}. If a connection has ended
	 * and the executor runs nothing for a second, its stages are completed on a thread of
	 * the runtime; so are those of calls that {@linkplain ReconnectOptions#withCallWait
	 * found no connection} in time. While the executor rejects tasks, stages are
	 * completed at once, on a thread of the runtime or the transport. What depends on
	 * them must not block there: waiting for a call fails with
	 * {@link IllegalStateException}.
	 * @param executor the executor; its tasks may block. If it runs tasks on the calling
	 * thread, they run on the thread that reads from the server and must not block
	 * @return changed options
	 */
	public StreamingHubClientOptions withExecutor(Executor executor) {
		Objects.requireNonNull(executor, "executor");
		return with((copy) -> copy.setExecutor(executor));
	}

	/**
	 * Sets the largest backlog of a connection, in each direction. Outbound, further
	 * calls fail while the server does not read. Inbound, the connection ends if the
	 * receiver falls too far behind; each message then also counts a small overhead, and
	 * all connections of a reconnecting client count together. (Default: 16 MiB)
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
	 * Sets the serializer for arguments and results. The server must use the same format.
	 * (Default: MessagePack)
	 * @param serializer the serializer. Share one object between clients, because it
	 * caches what it prepares for a hub interface
	 * @return changed options
	 */
	public StreamingHubClientOptions withSerializer(HubSerializer serializer) {
		Objects.requireNonNull(serializer, "serializer");
		return with((copy) -> copy.serializer = serializer);
	}

	/**
	 * Adds a listener of connections, round trips and disconnections, for meters.
	 * @param listener the listener, called after those that were added before
	 * @return changed options
	 */
	public StreamingHubClientOptions withListener(HubClientListener listener) {
		Objects.requireNonNull(listener, "listener");
		return withListeners(() -> List.of(listener));
	}

	/**
	 * Adds listeners that are resolved lazily, for example because they need these
	 * options.
	 * @param listeners supplies the listeners; called for each connection
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
	 * @param runtime the runtime, which clients may share
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
