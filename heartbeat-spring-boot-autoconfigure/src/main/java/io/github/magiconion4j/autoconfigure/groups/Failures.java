package io.github.magiconion4j.autoconfigure.groups;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import io.github.magiconion4j.internal.timer.OncePerMinute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;

/**
 * Logs at most once a minute why a backplane cannot be used, and keeps the text of the
 * last failure for the health. Thread-safe.
 */
final class Failures {

	private static final Logger logger = LoggerFactory.getLogger(Failures.class);

	/**
	 * Credentials in an address, and the arguments of a command that an old Redis does
	 * not know, which may have the password.
	 */
	private static final Pattern SECRETS = Pattern.compile("(?<=//)\\S*@|, with args beginning with:.*");

	private final String name;

	private final OncePerMinute lines;

	private volatile @Nullable String last;

	Failures(String name, LongSupplier clock) {
		this.name = name;
		this.lines = new OncePerMinute(clock);
	}

	void add(Throwable failure) {
		String text = describe(failure);
		this.last = text;
		long count = this.lines.next();
		if (count > 0) {
			logger.warn("{} cannot be used, {} failures since the last such line: {}", this.name, count, text);
		}
		logger.debug("{} cannot be used", this.name, failure);
	}

	/** The last failure is over. */
	void clear() {
		this.last = null;
	}

	Optional<String> last() {
		return Optional.ofNullable(this.last);
	}

	/** The failure and its root cause, without secrets. */
	private static String describe(Throwable failure) {
		String text = message(failure);
		String cause = message(NestedExceptionUtils.getMostSpecificCause(failure));
		return SECRETS.matcher(text.contains(cause) ? text : text + ": " + cause).replaceAll("");
	}

	private static String message(Throwable failure) {
		String message = failure.getMessage();
		return (message != null) ? message : failure.getClass().getSimpleName();
	}

}
