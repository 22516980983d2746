package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

import io.github.magiconion4j.internal.spi.HubConnection;
import org.jspecify.annotations.Nullable;

/**
 * A user's callback: called once per acknowledgement, one call after the other, on an
 * executor.
 */
final class AckCallback {

	/** Further calls are dropped while one blocks. */
	private static final int MAX_WAITING = 100;

	private static final AtomicIntegerFieldUpdater<AckCallback> WAITING = AtomicIntegerFieldUpdater
		.newUpdater(AckCallback.class, "waiting");

	private final Consumer<Duration> callback;

	private final HubConnection connection;

	private final CallbackQueue queue;

	/** Calls that are running or queued. */
	private volatile int waiting;

	/** Queued calls are not made any more. */
	private volatile boolean ended;

	/**
	 * Latencies queued behind a running call. Most often there are none, so it is created
	 * lazily.
	 */
	private volatile @Nullable Queue<Duration> behind;

	AckCallback(Consumer<Duration> callback, HubConnection connection, CallbackQueue queue) {
		this.callback = callback;
		this.connection = connection;
		this.queue = queue;
	}

	/** Called by the one thread that reads acknowledgements. */
	void acknowledged(long roundTripNanos) {
		Duration roundTrip = Duration.ofNanos(roundTripNanos);
		if (WAITING.compareAndSet(this, 0, 1)) {
			begin(roundTrip);
		}
		else if (this.waiting < MAX_WAITING) {
			behind().add(roundTrip);
			if (WAITING.getAndIncrement(this) == 0) { // the running call has just ended
				begin(behind().remove());
			}
		}
	}

	/**
	 * No further call is made: the connection has ended, or another callback replaces
	 * this one. A call that has begun still ends by itself.
	 */
	void end() {
		this.ended = true;
	}

	private void begin(Duration roundTrip) {
		this.queue.execute(new CallbackQueue.Callback() {

			@Override
			public void run() {
				AckCallback.this.connection.inContext(() -> call(roundTrip));
			}

			@Override
			public void dropped() {
				while (!isLast()) {
					behind().remove();
				}
			}

		});
	}

	/** A call has ended. Returns whether none is queued behind it. */
	private boolean isLast() {
		return WAITING.decrementAndGet(this) == 0;
	}

	private void call(Duration first) {
		Duration roundTrip = first;
		while (true) {
			try {
				if (!this.ended) {
					this.callback.accept(roundTrip);
				}
			}
			catch (Throwable ex) { // a failed call must not stop later calls
				this.queue.failed(ex);
			}
			if (isLast()) {
				return;
			}
			roundTrip = behind().remove();
		}
	}

	private Queue<Duration> behind() {
		Queue<Duration> known = this.behind;
		if (known == null) {
			known = new ConcurrentLinkedQueue<>();
			this.behind = known;
		}
		return known;
	}

}
