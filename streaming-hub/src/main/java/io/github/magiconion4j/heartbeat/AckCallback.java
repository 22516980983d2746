package io.github.magiconion4j.heartbeat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user's callback: called once per acknowledgement, one call after the other, on an
 * executor.
 */
final class AckCallback {

	private static final Logger logger = LoggerFactory.getLogger(AckCallback.class);

	private final Consumer<Duration> callback;

	private final Executor executor;

	private CompletableFuture<Void> lastCall = CompletableFuture.completedFuture(null);

	AckCallback(Consumer<Duration> callback, Executor executor) {
		this.callback = callback;
		this.executor = executor;
	}

	/** Called by the one thread that reads acknowledgements. */
	void acknowledged(long roundTripNanos) {
		this.lastCall = this.lastCall.thenRunAsync(() -> call(roundTripNanos), this.executor);
	}

	private void call(long roundTripNanos) {
		try {
			this.callback.accept(Duration.ofNanos(roundTripNanos));
		}
		catch (Exception | LinkageError | AssertionError ex) {
			logger.warn("A heartbeat's ack callback failed", ex);
		}
	}

}
