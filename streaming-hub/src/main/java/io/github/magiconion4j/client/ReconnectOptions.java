package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

import io.github.magiconion4j.internal.reconnect.Backoff;
import io.grpc.Status;

/**
 * How a {@link ReconnectingHubClient} reconnects. Immutable, thread-safe: each
 * {@code with} method returns changed options.
 * <p>
 * Attempts use exponential backoff with full jitter: the delay before an attempt is
 * random, between zero and a limit. The limit starts with the first delay and is
 * multiplied by the factor for each further attempt, up to the maximum. A connection that
 * lasts at least as long as the limit resets the backoff; one that breaks earlier counts
 * as a failed attempt.
 */
public final class ReconnectOptions {

	private static final Duration MINIMUM = Duration.ofMillis(1);

	private static final Duration MAXIMUM = Duration.ofDays(365);

	private static final ReconnectOptions DEFAULT = new ReconnectOptions();

	// Changed only before an object is published:

	private Duration firstDelay = Duration.ofSeconds(1);

	private double factor = 2;

	private Duration maxDelay = Duration.ofSeconds(30);

	/** Zero for no limit. */
	private int maxAttempts;

	private Set<Status.Code> endingCodes = EnumSet.of(Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED,
			Status.Code.UNIMPLEMENTED, Status.Code.INVALID_ARGUMENT, Status.Code.FAILED_PRECONDITION);

	private Duration shutdownSpread = Duration.ofSeconds(10);

	private Duration callWait = Duration.ZERO;

	private Consumer<HubClientState> stateListener = (state) -> {
	};

	/** From 0 to 1, exclusive. */
	private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

	private ReconnectOptions() {
	}

	/**
	 * The default options: a first delay of at most 1 s, doubled for each further attempt
	 * up to 30 s; no limit on attempts; reconnects spread over 10 s after a server
	 * shutdown; calls fail at once while the client is not connected.
	 * @return the options
	 */
	public static ReconnectOptions createWithDefault() {
		return DEFAULT;
	}

	/**
	 * Sets the longest delay before the first attempt. (Default: 1 s)
	 * @param delay the delay, from 1 ms to 365 days
	 * @return changed options
	 */
	public ReconnectOptions withFirstDelay(Duration delay) {
		Duration checked = check(delay, MINIMUM, "firstDelay");
		return with((copy) -> copy.firstDelay = checked);
	}

	/**
	 * Sets the factor by which the limit of the delay grows with each further attempt.
	 * (Default: 2)
	 * @param factor the factor, from 1 to 100
	 * @return changed options
	 */
	public ReconnectOptions withFactor(double factor) {
		if (!(factor >= 1 && factor <= 100)) {
			throw new IllegalArgumentException("factor is not between 1 and 100: " + factor);
		}
		return with((copy) -> copy.factor = factor);
	}

	/**
	 * Sets the longest delay of all attempts. It does not apply to the spread after a
	 * shutdown. If it is shorter than the first delay, it also limits that. (Default: 30
	 * s)
	 * @param delay the delay, from 1 ms to 365 days
	 * @return changed options
	 */
	public ReconnectOptions withMaxDelay(Duration delay) {
		Duration checked = check(delay, MINIMUM, "maxDelay");
		return with((copy) -> copy.maxDelay = checked);
	}

	/**
	 * Sets how many attempts in a row may fail before the client gives up. (Default: no
	 * limit)
	 * @param attempts the number of attempts, including the first; 0 for no limit
	 * @return changed options
	 */
	public ReconnectOptions withMaxAttempts(int attempts) {
		if (attempts < 0) {
			throw new IllegalArgumentException("maxAttempts is negative: " + attempts);
		}
		return with((copy) -> copy.maxAttempts = attempts);
	}

	/**
	 * Sets the status codes that make the client give up at once. They apply to failed
	 * attempts, to ended connections, and to {@code onConnected} callbacks that fail.
	 * (Default: UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED, INVALID_ARGUMENT and
	 * FAILED_PRECONDITION)
	 * @param codes the codes. If they contain OK, the client also ends when the hub
	 * closes the connection without an error
	 * @return changed options
	 */
	public ReconnectOptions withEndingCodes(Set<Status.Code> codes) {
		Set<Status.Code> checked = EnumSet.noneOf(Status.Code.class);
		checked.addAll(codes);
		return with((copy) -> copy.endingCodes = checked);
	}

	/**
	 * Sets the time over which the clients of a server that shuts down reconnect: each
	 * waits for a random part of it. (Default: 10 s)
	 * @param spread the longest delay, up to 365 days
	 * @return changed options
	 */
	public ReconnectOptions withShutdownSpread(Duration spread) {
		Duration checked = check(spread, Duration.ZERO, "shutdownSpread");
		return with((copy) -> copy.shutdownSpread = checked);
	}

	/**
	 * Sets how long a call may wait for the client to connect. Waiting calls are sent in
	 * their order, after the {@code onConnected} callback has completed; their arguments
	 * are serialized only then, so do not modify them. At most 10 000 calls wait. A
	 * fire-and-forget call returns at once, even if it waits. A call whose future you
	 * complete or cancel while it waits is not sent. A call waits, too, if its connection
	 * ends before it is sent. (Default: calls do not wait; they fail with
	 * {@link HubNotConnectedException})
	 * <p>
	 * {@code onConnected} needs a thread of the executor. If a receiver occupies the only
	 * one while it waits for such a call, the client cannot connect before the wait has
	 * ended.
	 * @param wait the longest time, up to 365 days; zero for none
	 * @return changed options
	 */
	public ReconnectOptions withCallWait(Duration wait) {
		Duration checked = check(wait, Duration.ZERO, "callWait");
		return with((copy) -> copy.callWait = checked);
	}

	/**
	 * Sets the listener of state changes. It is called for each new state, one call at a
	 * time and in order, on the executor of the client's options. Exceptions are logged
	 * and otherwise ignored.
	 * @param listener the listener
	 * @return changed options
	 */
	public ReconnectOptions withStateListener(Consumer<HubClientState> listener) {
		Objects.requireNonNull(listener, "listener");
		return with((copy) -> copy.stateListener = listener);
	}

	/** Replaces the random numbers of delays, for tests. */
	ReconnectOptions withRandom(DoubleSupplier values) {
		return with((copy) -> copy.random = values);
	}

	// --- values

	Backoff backoff() {
		return new Backoff(this.firstDelay, this.factor, this.maxDelay, this.maxAttempts, this.endingCodes,
				this.shutdownSpread, this.random);
	}

	/** Zero if calls do not wait. */
	Duration callWait() {
		return this.callWait;
	}

	Consumer<HubClientState> stateListener() {
		return this.stateListener;
	}

	private ReconnectOptions with(Consumer<ReconnectOptions> change) {
		ReconnectOptions copy = new ReconnectOptions();
		copy.firstDelay = this.firstDelay;
		copy.factor = this.factor;
		copy.maxDelay = this.maxDelay;
		copy.maxAttempts = this.maxAttempts;
		copy.endingCodes = this.endingCodes;
		copy.shutdownSpread = this.shutdownSpread;
		copy.callWait = this.callWait;
		copy.stateListener = this.stateListener;
		copy.random = this.random;
		change.accept(copy);
		return copy;
	}

	private static Duration check(Duration duration, Duration minimum, String name) {
		if (duration.compareTo(minimum) < 0 || duration.compareTo(MAXIMUM) > 0) {
			throw new IllegalArgumentException(
					name + " is not between " + minimum.toMillis() + " ms and 365 days: " + duration);
		}
		return duration;
	}

}
