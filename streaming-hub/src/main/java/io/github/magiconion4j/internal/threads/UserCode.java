package io.github.magiconion4j.internal.threads;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.timer.OncePerMinute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls extensions of the application: listeners, translators, propagators, callbacks.
 * Their exceptions must not prevent a call from being answered, or a connection from
 * working or ending. They are logged once a minute. Thread-safe.
 */
public final class UserCode {

	private static final Logger logger = LoggerFactory.getLogger(UserCode.class);

	private final OncePerMinute failures;

	/**
	 * Creates one that logs its first failure.
	 * @param clock a monotonic clock in nanoseconds
	 */
	public UserCode(LongSupplier clock) {
		this.failures = new OncePerMinute(clock);
	}

	/**
	 * Calls something that has a result.
	 * @param <T> the type of the result
	 * @param target the called object, for the log
	 * @param action calls it
	 * @return its result; {@code null} if it throws
	 */
	public <T> @Nullable T call(Object target, Supplier<? extends @Nullable T> action) {
		try {
			return action.get();
		}
		catch (Throwable ex) {
			failed(target, ex);
			return null;
		}
	}

	/**
	 * Calls something that has no result.
	 * @param target the called object, for the log
	 * @param action calls it
	 */
	public void run(Object target, Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			failed(target, ex);
		}
	}

	/**
	 * Code of the application failed.
	 * @param target the called object, for the log
	 * @param failure the exception
	 */
	public void failed(Object target, Throwable failure) {
		long count = this.failures.next();
		if (count > 0) {
			logger.warn("{} threw an exception; {} such exceptions since the last such line", target, count, failure);
		}
	}

}
