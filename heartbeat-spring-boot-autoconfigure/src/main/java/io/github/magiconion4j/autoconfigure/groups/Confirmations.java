package io.github.magiconion4j.autoconfigure.groups;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The channels that Redis has yet to confirm. Lettuce completes a command with several
 * channels at the first confirmation, and takes the others for those of later commands.
 * Thread-safe.
 */
final class Confirmations {

	private final Set<String> missing = ConcurrentHashMap.newKeySet();

	private final CountDownLatch complete = new CountDownLatch(1);

	Confirmations(List<String> channels) {
		this.missing.addAll(channels);
	}

	void confirmed(String channel) {
		if (this.missing.remove(channel) && this.missing.isEmpty()) {
			this.complete.countDown();
		}
	}

	/**
	 * Waits until all of them are confirmed.
	 * @throws TimeoutException if that takes too long
	 */
	void await(long seconds) throws InterruptedException, TimeoutException {
		if (!this.complete.await(seconds, TimeUnit.SECONDS)) {
			throw new TimeoutException(
					"Redis has not confirmed " + this.missing.size() + " subscriptions within " + seconds + " s");
		}
	}

}
