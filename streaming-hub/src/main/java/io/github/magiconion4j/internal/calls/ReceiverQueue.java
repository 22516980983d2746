package io.github.magiconion4j.internal.calls;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's calls that wait for a receiver, which runs one at a time. The successive
 * connections of a reconnecting client share it, so that a receiver that is too slow
 * never has more than one backlog. Thread-safe.
 */
public final class ReceiverQueue {

	private static final Logger logger = LoggerFactory.getLogger(ReceiverQueue.class);

	/** Estimated memory of a waiting call in addition to its bytes. */
	private static final int OVERHEAD = 64;

	private final SerialExecutor executor;

	private final long maxBytes;

	private final AtomicLong waitingBytes = new AtomicLong();

	/** The calls of the connection that was accepted last. */
	private volatile @Nullable ReceiverCalls current;

	/**
	 * Creates an empty queue.
	 * @param executor calls the receiver, one call at a time
	 * @param maxBytes the largest backlog, above which the connection must end
	 */
	public ReceiverQueue(SerialExecutor executor, long maxBytes) {
		this.executor = executor;
		this.maxBytes = maxBytes;
	}

	/**
	 * A connection was accepted. What still waits of an earlier one is dropped: it would
	 * come after what the application does on the new connection, and be outdated. Until
	 * the receiver has ended its current call, it still counts.
	 */
	void begin(ReceiverCalls connection) {
		ReceiverCalls before = this.current;
		this.current = connection;
		if (before != null && this.waitingBytes.get() > 0) {
			logger.debug("Calls of the last connection still wait for the receiver, and are dropped");
		}
	}

	/**
	 * Queues a call.
	 * @return why the connection must end; {@code null} if it continues
	 */
	@Nullable DisconnectReason add(ReceiverCalls connection, int length, Runnable call) {
		int bytes = length + OVERHEAD;
		if (this.waitingBytes.getAndAdd(bytes) > this.maxBytes) {
			this.waitingBytes.addAndGet(-bytes);
			return DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER,
					"too many calls of the server are waiting for the receiver");
		}
		try {
			this.executor.submit(() -> {
				this.waitingBytes.addAndGet(-bytes);
				if (connection.equals(this.current)) {
					call.run();
				}
				return null;
			});
			return null;
		}
		catch (RejectedExecutionException ex) {
			this.waitingBytes.addAndGet(-bytes);
			return new DisconnectReason(DisconnectReason.Type.FAULTED,
					"the executor of the receiver accepts no more work", ex);
		}
	}

	/**
	 * Queues a task that is not a call.
	 * @throws RejectedExecutionException if the executor accepts no more work
	 */
	void execute(Runnable task) {
		this.executor.submit(() -> {
			ReceiverThread.run(task);
			return null;
		});
	}

}
