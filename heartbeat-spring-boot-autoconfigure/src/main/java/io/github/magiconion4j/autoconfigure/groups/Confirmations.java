package io.github.magiconion4j.autoconfigure.groups;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The channels that Redis has yet to confirm. Lettuce completes a command with several
 * channels at the first confirmation, and takes the others for those of later commands.
 * Thread-safe.
 */
final class Confirmations {

	/** How often a second it looks whether the connection still exists. */
	private static final int CHECKS = 10;

	private final Set<String> missing = ConcurrentHashMap.newKeySet();

	private final CountDownLatch complete = new CountDownLatch(1);

	/**
	 * Nothing is confirmed yet.
	 * @param channels the channels. What UTF-8 cannot express, such as half of a
	 * surrogate pair, comes back as another character
	 */
	Confirmations(List<String> channels) {
		channels.forEach((each) -> this.missing.add(new String(each.getBytes(UTF_8), UTF_8)));
	}

	void confirmed(String channel) {
		if (this.missing.remove(channel) && this.missing.isEmpty()) {
			this.complete.countDown();
		}
	}

	/**
	 * Waits until all of them are confirmed.
	 * @param seconds the longest time
	 * @param alive whether the connection still exists
	 * @throws TimeoutException if that takes too long
	 */
	void await(long seconds, BooleanSupplier alive) throws InterruptedException, TimeoutException {
		for (long i = 0; i < seconds * CHECKS; i++) {
			if (this.complete.await(1000 / CHECKS, TimeUnit.MILLISECONDS)) {
				return;
			}
			if (!alive.getAsBoolean()) {
				throw new IllegalStateException("The connection to Redis was lost");
			}
		}
		throw new TimeoutException(
				"Redis has not confirmed " + this.missing.size() + " subscriptions within " + seconds + " s");
	}

}
