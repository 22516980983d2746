package io.github.magiconion4j.internal.threads;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.timer.OncePerMinute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls what an application adds: listeners, translators, propagators, callbacks. What
 * they throw must not keep a call from being answered, nor a connection from going on or
 * from ending. It is logged once a minute. Thread-safe.
 */
public final class UserCode {

	private static final Logger logger = LoggerFactory.getLogger(UserCode.class);

	private final OncePerMinute failures;

	/**
	 * Makes one that logs its first failure.
	 * @param clock a monotonic clock in nanoseconds
	 */
	public UserCode(LongSupplier clock) {
		this.failures = new OncePerMinute(clock);
	}

	/**
	 * Calls something that has a result.
	 * @param <T> the type of the result
	 * @param target what is called, for the log
	 * @param action calls it
	 * @return its result; {@code null} if it throws
	 */
	public <T> @Nullable T call(Object target, Supplier<? extends @Nullable T> action) {
		try {
			return action.get();
		}
		catch (Throwable ex) { // whatever it throws
			failed(target, ex);
			return null;
		}
	}

	/**
	 * Calls something that has no result.
	 * @param target what is called, for the log
	 * @param action calls it
	 */
	public void run(Object target, Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) { // whatever it throws
			failed(target, ex);
		}
	}

	/**
	 * Code of the application failed.
	 * @param target what was called, for the log
	 * @param failure what it threw
	 */
	public void failed(Object target, Throwable failure) {
		long count = this.failures.next();
		if (count > 0) {
			logger.warn("{} threw an exception; {} of the kind since the last such line", target, count, failure);
		}
	}

}
