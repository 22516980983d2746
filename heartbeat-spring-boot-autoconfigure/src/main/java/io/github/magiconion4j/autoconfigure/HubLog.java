package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.github.magiconion4j.server.HubListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs the end of each connection, and at most once a minute that heartbeats are skipped
 * or late.
 */
final class HubLog implements HubInstrumentation {

	private static final Logger logger = LoggerFactory.getLogger(HubLog.class);

	/** The lag of a tick from which it is logged. */
	private static final long LATE = TimeUnit.SECONDS.toNanos(1);

	/**
	 * The limit per hub: clients that connect and disconnect all the time must not fill
	 * the log.
	 */
	static final int ENDS_PER_MINUTE = 1000;

	private final Executor executor;

	private final LongSupplier clock;

	private final OncePerMinute lateTicks;

	/**
	 * Creates a log.
	 * @param executor writes the lines, because the callers must not block
	 * @param clock a monotonic clock in nanoseconds
	 */
	HubLog(Executor executor, LongSupplier clock) {
		this.executor = executor;
		this.clock = clock;
		this.lateTicks = new OncePerMinute(clock);
	}

	@Override
	public HubListener connections(String serviceName) {
		OncePerMinute refusals = new OncePerMinute(this.clock);
		Budget ends = new Budget(this.clock, ENDS_PER_MINUTE);
		return new HubListener() {

			// Anyone can cause refusals, as often as they like, so they are logged at
			// most once a minute.
			@Override
			public void refused(ServerConnection connection, DisconnectReason reason) {
				long count = refusals.next();
				if (count > 0) {
					write(() -> logger.warn("{} refused {} clients since the last such line; the last from {}: {}",
							serviceName, count, connection.remoteAddress(), reason.detail()));
				}
			}

			@Override
			public void disconnected(ServerConnection connection, DisconnectReason reason) {
				Level level = level(reason.type());
				if (logger.isEnabledForLevel(level) && take(ends)) {
					String text = describe(connection, reason);
					write(() -> logger.atLevel(level)
						.addKeyValue("hub", connection.serviceName())
						.addKeyValue("connection", connection.connectionId())
						.addKeyValue("reason", reason.type())
						.log(text));
				}
			}

			private boolean take(Budget budget) {
				long missing = budget.missing();
				if (missing > 0) {
					write(() -> logger.warn("{} more connections of {} ended, and were not logged one by one", missing,
							serviceName));
				}
				return budget.take();
			}

		};
	}

	/** Warns of ends that an operator may have to investigate. */
	private static Level level(DisconnectReason.Type type) {
		return switch (type) {
			case CLIENT_CLOSED, CLIENT_RESET, DEADLINE_EXCEEDED, MAX_CONNECTION_AGE, SERVER_CLOSED, SHUTDOWN, DRAINING,
					TOO_MANY_CONNECTIONS, EXPIRED, REPLACED, ALREADY_CONNECTED, KICKED ->
				Level.INFO;
			case HEARTBEAT_TIMEOUT, PROTOCOL_ERROR, SLOW_CONSUMER, FAULTED -> Level.WARN;
		};
	}

	private static String describe(ServerConnection connection, DisconnectReason reason) {
		HeartbeatFeature heartbeat = connection.heartbeat();
		String latency = (heartbeat.lastReceivedAt() == null) ? "no latency"
				: "latency " + millis(heartbeat.latency()) + ", smoothed " + millis(heartbeat.smoothedLatency())
						+ ", minimum " + millis(heartbeat.minimumLatency());
		return connection + " disconnected: " + reason.type() + " (" + reason.detail() + ") after "
				+ millis(connection.age()) + ", idle for " + millis(connection.idle()) + ", " + latency + ", "
				+ heartbeat.sent() + " heartbeats sent, " + heartbeat.outstanding() + " unanswered";
	}

	private static String millis(Duration duration) {
		return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
	}

	@Override
	public HeartbeatListener heartbeats(String serviceName) {
		OncePerMinute skips = new OncePerMinute(this.clock);
		return new HeartbeatListener() {

			@Override
			public void skipped(HubContext connection) {
				long count = skips.next();
				if (count > 0) {
					write(() -> logger
						.warn("{} heartbeats of {} were skipped since the last such line, because the previous one"
								+ " was still waiting to be sent; the last to {}", count, serviceName, connection));
				}
			}

		};
	}

	@Override
	public void ticked(long lateNanos) {
		long count = (lateNanos >= LATE) ? this.lateTicks.next() : 0;
		if (count > 0) {
			write(() -> logger.warn(
					"Heartbeats were late {} times since the last such line, now by {}: the process or its machine was paused",
					count, millis(Duration.ofNanos(lateNanos))));
		}
	}

	private void write(Runnable line) {
		try {
			this.executor.execute(line);
		}
		catch (RuntimeException | Error ex) { // shutting down, or no thread at the moment
			logger.debug("A log line is dropped, because the executor does not take it", ex);
		}
	}

}
