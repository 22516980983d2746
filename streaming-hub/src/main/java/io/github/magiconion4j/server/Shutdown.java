package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections one after the other, so that clients do not all reconnect at once.
 */
final class Shutdown {

	private static final Logger logger = LoggerFactory.getLogger(StreamingHubServer.class);

	private Shutdown() {
	}

	/** Returns when all hubs have been notified, or when the period is over. */
	static void of(List<Connection> open, Duration period) throws InterruptedException {
		long begin = System.nanoTime();
		// The first half of the period is for closing connections, the second for
		// notifying hubs.
		long step = Math.min(TimeUnit.MILLISECONDS.toNanos(1), period.toNanos() / (2L * open.size() + 1));
		for (int i = 0; i < open.size(); i++) {
			long early = begin + i * step - System.nanoTime();
			if (early > 0) {
				TimeUnit.NANOSECONDS.sleep(early);
			}
			open.get(i).shutDown();
		}
		CompletableFuture<?>[] told = open.stream().map(Connection::disconnected).toArray(CompletableFuture[]::new);
		try {
			CompletableFuture.allOf(told)
				.get(Math.max(0, begin + period.toNanos() - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("Not all connections were closed within {}", period);
		}
	}

}
