package io.github.magiconion4j.autoconfigure.groups;

import java.util.function.LongSupplier;

import io.github.magiconion4j.internal.text.SafeText;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the client of NATS reports. By itself it logs each report as an error: several a
 * second while it cannot connect, and one per message that it may not publish. Failures
 * to connect are known from the state of the connection, and logged by {@link Failures}.
 * The others are logged at most once a minute. Thread-safe.
 */
final class NatsErrors implements ErrorListener {

	private static final Logger logger = LoggerFactory.getLogger(NatsErrors.class);

	private final OncePerMinute lines;

	/**
	 * Creates a listener.
	 * @param clock a monotonic clock in nanoseconds
	 */
	NatsErrors(LongSupplier clock) {
		this.lines = new OncePerMinute(clock);
	}

	/** The server reports an error, such as a missing permission. */
	@Override
	public void errorOccurred(Connection connection, String error) {
		warn(error);
	}

	@Override
	public void exceptionOccurred(Connection connection, Exception failure) {
		logger.debug("The client of NATS has failed", failure);
	}

	@Override
	public void slowConsumerDetected(Connection connection, Consumer consumer) {
		warn("messages arrive faster than they can be delivered, and some are dropped");
	}

	@Override
	public void messageDiscarded(Connection connection, Message message) {
		logger.debug("The client of NATS has dropped a message");
	}

	@Override
	public void socketWriteTimeout(Connection connection) {
		logger.debug("The client of NATS could not write in time");
	}

	private void warn(String text) {
		long count = this.lines.next();
		if (count > 0) {
			logger.warn("NATS reports {} errors since the last such line, now: {}", count, SafeText.of(text));
		}
	}

}
