package io.github.magiconion4j.internal.threads;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import io.github.magiconion4j.internal.timer.OncePerMinute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs failures of hub code, each kind at most once a minute, because a client can cause
 * them as often as it likes. Thread-safe.
 */
public final class FailureLog {

	private static final Logger logger = LoggerFactory.getLogger(FailureLog.class);

	/**
	 * Bounded by the number of places in the code that can fail, times the number of
	 * exception classes.
	 */
	private final ConcurrentMap<Kind, OncePerMinute> kinds = new ConcurrentHashMap<>();

	private final LongSupplier clock;

	/**
	 * Creates a log.
	 * @param clock a monotonic clock in nanoseconds
	 */
	public FailureLog(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * Logs a failure that must not happen, with its stack trace.
	 * @param what what failed; one of a bounded number of texts
	 * @param failure the failure
	 */
	public void error(String what, Throwable failure) {
		log(Level.ERROR, what, failure.getClass(), "", failure);
	}

	/**
	 * Logs an expected failure, without a stack trace.
	 * @param what what failed; one of a bounded number of texts
	 * @param failure the failure
	 * @param detail describes it
	 */
	public void warn(String what, Throwable failure, String detail) {
		log(Level.WARN, what, failure.getClass(), ": " + detail, null);
	}

	private void log(Level level, String what, Class<?> type, String detail, @Nullable Throwable failure) {
		long count = this.kinds.computeIfAbsent(new Kind(what, type), (kind) -> new OncePerMinute(this.clock)).next();
		if (count > 0) {
			logger.atLevel(level)
				.setCause(failure)
				.log("{} failed{}; {} times of the kind since the last such line", what, detail, count);
		}
	}

	/**
	 * A kind of failure, logged at most once a minute.
	 *
	 * @param what what failed; one of a bounded number of texts
	 * @param type the class of its exception
	 */
	private record Kind(String what, Class<?> type) {

	}

}
