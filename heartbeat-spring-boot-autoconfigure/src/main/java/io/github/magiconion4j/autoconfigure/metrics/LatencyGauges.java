package io.github.magiconion4j.autoconfigure.metrics;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.server.StreamingHubServer;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gauge of the last latency per connection, from its first acknowledgement until it
 * disconnects. The number of gauges is limited: first come, first served, but a
 * connection that is much slower replaces the fastest.
 * <p>
 * Each gauge is a new series of the monitoring system, which keeps it long after the
 * connection has ended. So a token bucket limits new gauges: as many as the limit at
 * once, and ten per minute in the long run. Updated by one thread, once a second.
 */
final class LatencyGauges {

	private static final Logger logger = LoggerFactory.getLogger(LatencyGauges.class);

	private static final int SECONDS_PER_TOKEN = 6;

	/**
	 * While no gauge can be added, all connections are only examined this often: that
	 * loads the state of each into the processor's cache.
	 */
	private static final int SECONDS_PER_SCAN = 30;

	/** "Much slower" means twice as slow, and slower by at least this. */
	private static final Duration MUCH = Duration.ofMillis(10);

	private final OwnMeters meters;

	private final StreamingHubServer server;

	private final int limit;

	private final Map<ServerConnection, TimeGauge> gauges = new HashMap<>();

	/** The number of connections with a latency but without a gauge, by service name. */
	private volatile Map<String, Integer> dropped = Map.of();

	/** Whether a connection has ended since the last update. */
	private volatile boolean anyEnded;

	private int secondsToToken;

	private int secondsToScan;

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

	/** A connection has ended. Thread-safe. */
	void ended() {
		this.anyEnded = true;
	}

	/** Updates the gauges to match the open connections. */
	void reconcile() {
		try {
			if (this.anyEnded) {
				this.anyEnded = false;
				removeEnded();
			}
			if (--this.secondsToToken <= 0) {
				this.secondsToToken = SECONDS_PER_TOKEN;
				this.tokens = Math.min(this.limit, this.tokens + 1);
			}
			boolean scanDue = --this.secondsToScan <= 0;
			if (scanDue) {
				this.secondsToScan = SECONDS_PER_SCAN;
			}
			if (scanDue || mayAdd()) {
				List<Candidate> slowest = addNew();
				if (scanDue) {
					replaceFastest(slowest);
				}
			}
		}
		catch (RuntimeException | Error ex) { // a MeterFilter failed; the next update is
												// in a second
			this.anyEnded = true; // not all gauges may have been removed
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

	/**
	 * Adds gauges to connections without one. Returns the slowest that get none, slowest
	 * first: as many as there are tokens left.
	 */
	private List<Candidate> addNew() {
		Map<String, Integer> left = new HashMap<>();
		Queue<Candidate> slowest = new PriorityQueue<>();
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
			slowest.add(Candidate.of(connection));
			if (slowest.size() > this.tokens) {
				slowest.remove(); // the fastest of them
			}
		}
		this.dropped = left;
		return slowest.stream().sorted(Comparator.reverseOrder()).toList();
	}

	private void replaceFastest(List<Candidate> slowest) {
		List<Candidate> fastest = this.gauges.keySet().stream().map(Candidate::of).sorted().toList();
		for (int i = 0; i < Math.min(slowest.size(), fastest.size()); i++) {
			if (!slowest.get(i).isMuchSlowerThan(fastest.get(i))) {
				return;
			}
			TimeGauge gauge = this.gauges.remove(fastest.get(i).connection());
			if (gauge != null) {
				this.meters.remove(gauge);
			}
			add(slowest.get(i).connection());
		}
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

	/**
	 * A connection with its latency, which must not change while candidates are compared.
	 *
	 * @param connection the connection
	 * @param latency the smoothed latency, which a single late answer hardly changes
	 */
	private record Candidate(ServerConnection connection, Duration latency) implements Comparable<Candidate> {

		static Candidate of(ServerConnection connection) {
			return new Candidate(connection, connection.heartbeat().smoothedLatency());
		}

		boolean isMuchSlowerThan(Candidate fast) {
			return this.latency.compareTo(fast.latency.multipliedBy(2)) >= 0
					&& this.latency.minus(fast.latency).compareTo(MUCH) >= 0;
		}

		@Override
		public int compareTo(Candidate other) {
			return this.latency.compareTo(other.latency);
		}

	}

}
