package io.github.magiconion4j.autoconfigure.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.spi.HubConnection;
import io.github.magiconion4j.server.StreamingHubServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gauge of the last latency per connection, from its first acknowledgement until it
 * disconnects, for so many connections as the limit allows. Used by one thread.
 */
final class LatencyGauges {

	private static final String LATENCY = "magiconion.server.streaminghub.heartbeat.latency";

	private static final Logger logger = LoggerFactory.getLogger(LatencyGauges.class);

	private final MeterRegistry registry;

	private final StreamingHubServer server;

	private final int limit;

	private final Map<HubConnection, TimeGauge> gauges = new HashMap<>();

	LatencyGauges(MeterRegistry registry, StreamingHubServer server, int limit) {
		this.registry = registry;
		this.server = server;
		this.limit = limit;
	}

	/** Makes the gauges those of the connections that are open now. */
	void reconcile() {
		try {
			removeEnded();
			if (this.gauges.size() < this.limit) {
				this.server.connections()
					.filter((connection) -> connection.heartbeat().lastReceivedAt() != null)
					.filter((connection) -> !this.gauges.containsKey(connection))
					.limit(this.limit - this.gauges.size())
					.toList()
					.forEach((connection) -> this.gauges.put(connection, register(connection)));
			}
		}
		catch (RuntimeException | Error ex) { // of a MeterFilter; tried again in a second
			logger.warn("The latency gauges could not be brought up to date", ex);
		}
	}

	private void removeEnded() {
		this.gauges.entrySet().removeIf((entry) -> {
			HubConnection connection = entry.getKey();
			if (this.server.connections(connection.serviceName()).contains(connection)) {
				return false;
			}
			this.registry.remove(entry.getValue());
			return true;
		});
	}

	private TimeGauge register(HubConnection connection) {
		return TimeGauge
			.builder(LATENCY, connection, TimeUnit.NANOSECONDS, (open) -> open.heartbeat().latency().toNanos())
			.description("Round-trip time of the last acknowledged heartbeat of a connection")
			.tags("rpc.service", connection.serviceName(), "connection", connection.connectionId().toString())
			.register(this.registry);
	}

}
