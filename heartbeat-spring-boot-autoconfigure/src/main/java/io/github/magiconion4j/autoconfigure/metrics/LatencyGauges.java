package io.github.magiconion4j.autoconfigure.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.server.StreamingHubServer;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gauge of the last latency per connection, from its first acknowledgement until it
 * disconnects. The number of gauges is limited: first come, first served, but a
 * connection that is much slower replaces the fastest.
 * <p>
 * Each gauge is a new series of the monitoring system, which keeps it long after the
 * connection has ended. So a token bucket limits new gauges: as many as the limit at
 * once, and ten per minute in the long run. Used by one thread, once a second.
 */
final class LatencyGauges {

	private static final Logger logger = LoggerFactory.getLogger(LatencyGauges.class);

	/**
	 * Seconds per token. While no gauge can be added, all connections are only examined
	 * this often.
	 */
	private static final int SECONDS_PER_TOKEN = 6;

	/** "Much slower" means twice as slow, and slower by at least this. */
	private static final Duration MUCH = Duration.ofMillis(10);

	private final OwnMeters meters;

	private final StreamingHubServer server;

	private final int limit;

	private final Map<ServerConnection, TimeGauge> gauges = new HashMap<>();

	/** The number of connections with a latency but without a gauge, by service name. */
	private volatile Map<String, Integer> dropped = Map.of();

	private int secondsToToken;

	/** The number of gauges that may be added now. */
	private int tokens;

	LatencyGauges(OwnMeters meters, StreamingHubServer server, int limit) {
		this.meters = meters;
		this.server = server;
		this.limit = limit;
		this.tokens = limit;
	}

	/**
	 * The number of a hub's connections with a latency but without a gauge. Thread-safe.
	 */
	int dropped(String serviceName) {
		return this.dropped.getOrDefault(serviceName, 0);
	}

	/** Updates the gauges to match the open connections. */
	void reconcile() {
		try {
			removeEnded();
			boolean scanDue = --this.secondsToToken <= 0;
			if (scanDue) {
				this.secondsToToken = SECONDS_PER_TOKEN;
				this.tokens = Math.min(this.limit, this.tokens + 1);
			}
			if (scanDue || mayAdd()) {
				ServerConnection slowest = addNew();
				if (scanDue && slowest != null && this.tokens > 0) {
					replaceFastest(slowest);
				}
			}
		}
		catch (RuntimeException | Error ex) { // a MeterFilter failed; the next update is
												// in a second
			logger.warn("The latency gauges could not be updated", ex);
		}
	}

	private void removeEnded() {
		this.gauges.entrySet().removeIf((entry) -> {
			ServerConnection connection = entry.getKey();
			if (this.server.connections(connection.serviceName()).contains(connection)) {
				return false;
			}
			this.meters.remove(entry.getValue());
			return true;
		});
	}

	/** Adds gauges to connections without one; returns the slowest that gets none. */
	private @Nullable ServerConnection addNew() {
		Map<String, Integer> left = new HashMap<>();
		ServerConnection slowest = null;
		Duration slowestLatency = Duration.ZERO;
		Iterator<ServerConnection> connections = this.server.connections().iterator();
		while (connections.hasNext()) {
			ServerConnection connection = connections.next();
			if (connection.heartbeat().lastReceivedAt() == null || this.gauges.containsKey(connection)) {
				continue;
			}
			if (mayAdd()) {
				add(connection);
				continue;
			}
			left.merge(connection.serviceName(), 1, Integer::sum);
			Duration latency = latency(connection);
			if (slowest == null || latency.compareTo(slowestLatency) > 0) {
				slowest = connection;
				slowestLatency = latency;
			}
		}
		this.dropped = left;
		return slowest;
	}

	private void replaceFastest(ServerConnection slow) {
		ServerConnection fastest = null;
		for (ServerConnection connection : this.gauges.keySet()) {
			if (fastest == null || latency(connection).compareTo(latency(fastest)) < 0) {
				fastest = connection;
			}
		}
		if (fastest != null && isMuchSlower(latency(slow), latency(fastest))) {
			TimeGauge gauge = this.gauges.remove(fastest);
			if (gauge != null) {
				this.meters.remove(gauge);
			}
			add(slow);
		}
	}

	private static boolean isMuchSlower(Duration slow, Duration fast) {
		return slow.compareTo(fast.multipliedBy(2)) >= 0 && slow.minus(fast).compareTo(MUCH) >= 0;
	}

	/** The smoothed latency, which a single late answer hardly changes. */
	private static Duration latency(ServerConnection connection) {
		return connection.heartbeat().smoothedLatency();
	}

	private boolean mayAdd() {
		return this.gauges.size() < this.limit && this.tokens > 0;
	}

	private void add(ServerConnection connection) {
		this.tokens--;
		Tags tags = Tags.of("rpc.service", connection.serviceName(), "connection",
				connection.connectionId().toString());
		this.gauges.put(connection, StreamingHubMeter.HEARTBEAT_LATENCY.timeGauge(this.meters, tags, connection,
				(open) -> open.heartbeat().latency().toNanos()));
	}

}
