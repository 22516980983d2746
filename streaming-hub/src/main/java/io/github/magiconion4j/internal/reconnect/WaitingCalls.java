package io.github.magiconion4j.internal.reconnect;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.calls.CallFuture;
import io.github.magiconion4j.internal.calls.HubCalls;
import io.github.magiconion4j.internal.calls.UnsentException;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.threads.Deadline;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of a reconnecting client. They are sent over the current connection. Without
 * a connection they fail, or wait in a queue. A call that was sent over a connection is
 * never sent over another one. Thread-safe.
 */
public final class WaitingCalls implements RemoteProxies.Target {

	private static final Logger logger = LoggerFactory.getLogger(WaitingCalls.class);

	private final String serviceName;

	private final ClientThreads threads;

	private final Duration patience;

	private final Function<@Nullable DisconnectReason, HubStatusException> notConnected;

	/** Also the lock. Calls are neither sent nor completed while it is held. */
	private final CallQueue waiting = new CallQueue();

	/** The current connection; {@code null} if there is none. */
	private volatile @Nullable HubCalls open;

	/** Why there is no connection. */
	private volatile @Nullable DisconnectReason why;

	private volatile boolean closed;

	/**
	 * Creates an empty queue, without a connection.
	 * @param serviceName the hub's service name
	 * @param threads runs timeouts, and completes the returned futures
	 * @param patience how long a call may wait; zero if calls do not wait
	 * @param notConnected creates the exception of a call that was not sent, from the
	 * reason why there is no connection, which is {@code null} if there was none yet
	 */
	public WaitingCalls(String serviceName, ClientThreads threads, Duration patience,
			Function<@Nullable DisconnectReason, HubStatusException> notConnected) {
		this.serviceName = serviceName;
		this.threads = threads;
		this.patience = patience;
		this.notConnected = notConnected;
	}

	/** A connection is open: waiting calls are sent first. */
	void open(HubCalls connection) {
		WaitingCall call = next(connection);
		while (call != null) {
			if (!call.goOn(connection)) {
				this.waiting.putBack(call);
			}
			call = next(connection); // calls may be added while waiting calls are sent
		}
	}

	/**
	 * Takes the next call that is sent over a connection. If none is left, later calls
	 * need not wait. If the connection has ended, the others wait for the next one.
	 */
	private @Nullable WaitingCall next(HubCalls connection) {
		synchronized (this.waiting) {
			if (!connection.isOpen()) {
				return null;
			}
			WaitingCall call = this.waiting.poll();
			if (call == null) {
				this.open = connection;
			}
			return call;
		}
	}

	/** There is no connection for now. */
	void down(DisconnectReason reason) {
		this.why = reason;
		this.open = null;
	}

	/** There will be no connection any more. */
	void close(DisconnectReason reason) {
		down(reason);
		synchronized (this.waiting) {
			this.closed = true;
		}
		WaitingCall call = this.waiting.poll();
		while (call != null) {
			call.goOn(null);
			call = this.waiting.poll();
		}
	}

	@Override
	public @Nullable Object call(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		HubCalls now = connection();
		if (now != null && this.patience.isZero()) {
			return now.call(method, arguments);
		}
		if (now != null) {
			try {
				return now.callIfOpen(method, arguments);
			}
			catch (UnsentException ex) { // it has ended meanwhile: the call waits
			}
		}
		return switch (method.answer()) {
			case NONE -> {
				sendLater(method, arguments);
				yield null;
			}
			case VALUE -> callLater(method, arguments);
			case LATER -> beginLater(method, arguments);
		};
	}

	/**
	 * Calls a method as fire and forget.
	 * @param method the method
	 * @param arguments the arguments; {@code null} for none
	 * @return {@code null}, zero or a completed stage, depending on the return type
	 */
	public @Nullable Object callWithoutAnswer(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		HubCalls now = connection();
		if (now != null && this.patience.isZero()) {
			return now.callWithoutAnswer(method, arguments);
		}
		if (now != null) {
			try {
				now.send(method, arguments);
				return method.absentResult();
			}
			catch (UnsentException ex) { // it has ended meanwhile: the call waits
			}
		}
		sendLater(method, arguments);
		return method.absentResult();
	}

	private @Nullable HubCalls connection() {
		HubCalls now = this.open;
		// A connection that has just ended makes the call fail with its reason; a call
		// that may wait is queued instead.
		return (now != null && (this.patience.isZero() || now.isOpen())) ? now : null;
	}

	private void sendLater(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		add(deadline(), (connection) -> {
			try {
				if (connection != null) {
					connection.send(method, arguments);
				}
			}
			catch (UnsentException ex) {
				throw ex;
			}
			catch (Throwable ex) { // includes errors of the serializer
				logger.debug("{} of hub {} waited for a connection, and could not be sent", method.name(),
						this.serviceName, ex);
			}
		});
	}

	private CallFuture beginLater(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		CallFuture result = new CallFuture(method);
		try {
			WaitingCall call = add(deadline(), (connection) -> {
				if (connection == null) {
					fail(result);
				}
				else if (!result.isDone()) { // otherwise it is about to be removed
					connection.begin(result, arguments);
				}
			});
			// The caller may give up: cancel it, or set a timeout.
			result.whenComplete((value, failure) -> this.waiting.giveUp(call));
		}
		catch (HubStatusException ex) {
			result.completeExceptionally(ex);
		}
		return result;
	}

	private void fail(CallFuture result) {
		result.answered(() -> {
			throw notConnected();
		});
		this.threads.completing().execute(result::complete);
		if (!result.isDone()) { // the executor may be stuck
			new Deadline(this.threads, () -> TransportThread.run(result::complete)).scheduleIn(Deadline.PATIENCE_NANOS);
		}
	}

	private @Nullable Object callLater(RemoteMethod method, @Nullable Object @Nullable [] arguments) {
		long until = deadline();
		while (true) {
			try {
				return await(method, until).callIfOpen(method, arguments);
			}
			catch (UnsentException ex) {
				logger.debug("{} waits once more: a connection has ended before it was sent", method.name(), ex);
			}
		}
	}

	private HubCalls await(RemoteMethod method, long until) {
		TransportThread.checkMayWait(method.name());
		CompletableFuture<@Nullable HubCalls> turn = new CompletableFuture<>();
		WaitingCall call = add(until, turn::complete);
		try {
			HubCalls connection = turn.get();
			if (connection == null) {
				throw notConnected();
			}
			return connection;
		}
		catch (InterruptedException ex) {
			this.waiting.giveUp(call);
			Thread.currentThread().interrupt();
			throw new HubStatusException(Status.Code.CANCELLED, "interrupted while waiting to call " + method.name(),
					ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex); // it never completes exceptionally
		}
	}

	/**
	 * Adds a call to the queue.
	 * @param until when it has waited long enough
	 * @param action receives the connection, or {@code null} if there was none in time;
	 * must not block, and may throw an {@link UnsentException}
	 * @throws HubStatusException if calls do not wait, or too many do
	 */
	private WaitingCall add(long until, Consumer<@Nullable HubCalls> action) {
		if (this.patience.isZero()) {
			throw notConnected();
		}
		WaitingCall call = new WaitingCall(this.threads, until, this::expire, action);
		HubCalls now = addUnlessConnected(call);
		while (now != null && !call.goOn(now)) { // opened in the meantime, and ended
			now = addUnlessConnected(call);
		}
		return call;
	}

	private @Nullable HubCalls addUnlessConnected(WaitingCall call) {
		synchronized (this.waiting) {
			if (this.closed) {
				throw notConnected();
			}
			HubCalls now = connection();
			if (now == null) {
				if (this.waiting.isFull()) {
					throw new HubStatusException(Status.Code.RESOURCE_EXHAUSTED,
							"too many calls are waiting for a connection to hub " + this.serviceName);
				}
				this.waiting.add(call);
			}
			return now;
		}
	}

	private void expire(WaitingCall call) {
		if (this.waiting.remove(call)) {
			call.goOn(null);
		}
	}

	/** When a call that begins now has waited long enough. */
	private long deadline() {
		return this.threads.timer().now() + this.patience.toNanos();
	}

	private HubStatusException notConnected() {
		return this.notConnected.apply(this.why);
	}

}
