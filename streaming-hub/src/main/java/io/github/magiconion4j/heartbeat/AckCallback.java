package io.github.magiconion4j.heartbeat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user's callback: called once per acknowledgement, one call after the other, on an
 * executor.
 */
final class AckCallback {

	/** More calls than this do not wait for one that blocks. */
	private static final int MAX_WAITING = 100;

	private static final Logger logger = LoggerFactory.getLogger(AckCallback.class);

	private final Consumer<Duration> callback;

	private final Executor executor;

	private final AtomicInteger waiting = new AtomicInteger();

	private CompletableFuture<Void> lastCall = CompletableFuture.completedFuture(null);

	AckCallback(Consumer<Duration> callback, Executor executor) {
		this.callback = callback;
		this.executor = executor;
	}

	/** Called by the one thread that reads acknowledgements. */
	void acknowledged(long roundTripNanos) {
		if (this.waiting.get() >= MAX_WAITING) {
			return;
		}
		this.waiting.incrementAndGet();
		this.lastCall = this.lastCall.thenRunAsync(() -> call(roundTripNanos), this.executor);
	}

	private void call(long roundTripNanos) {
		try {
			this.callback.accept(Duration.ofNanos(roundTripNanos));
		}
		catch (Throwable ex) { // whatever it throws, the next call comes
			logger.warn("A heartbeat's ack callback failed", ex);
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

}
