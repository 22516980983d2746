package io.github.magiconion4j.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import io.github.magiconion4j.internal.timer.OncePerMinute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs what fails in the code of hubs: each kind of failure once a minute, since a client
 * may make it happen as often as it likes. Thread-safe.
 */
final class FailureLog {

	private static final Logger logger = LoggerFactory.getLogger(FailureLog.class);

	/** As many as there are places in code, and classes of exceptions, that fail. */
	private final ConcurrentMap<Kind, OncePerMinute> kinds = new ConcurrentHashMap<>();

	private final LongSupplier clock;

	FailureLog(LongSupplier clock) {
		this.clock = clock;
	}

	/** It must not happen. */
	void error(String what, Throwable failure) {
		log(Level.ERROR, what, failure.getClass(), "", failure);
	}

	/** It may happen. */
	void warn(String what, Throwable failure, String detail) {
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
	 * What is logged once a minute.
	 *
	 * @param what what fails; of a bounded number of texts
	 * @param type the class of its exception
	 */
	private record Kind(String what, Class<?> type) {

	}

}
