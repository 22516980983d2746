package io.github.magiconion4j.autoconfigure.metrics;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.autoconfigure.HubInstrumentation;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.StreamingHubServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of all hubs. Those of single connections are brought up to date once a
 * second by a thread of its own, since registering a meter runs code of the application's
 * ({@code MeterFilter}s).
 */
final class StreamingHubMeters implements HubInstrumentation, AutoCloseable {

	private final MeterRegistry registry;

	private final StreamingHubServer server;

	private final LatencyGauges latencies;

	private final Timer tickLag;

	private final ErrorTypes errorTypes = new ErrorTypes();

	private final ScheduledExecutorService housekeeping;

	/**
	 * Makes them.
	 * @param housekeeping brings the gauges up to date once a second, until it is closed
	 * with this
	 */
	StreamingHubMeters(MeterRegistry registry, StreamingHubServer server, int perConnectionLimit,
			ScheduledExecutorService housekeeping) {
		this.registry = registry;
		this.server = server;
		this.latencies = new LatencyGauges(registry, server, perConnectionLimit);
		this.tickLag = StreamingHubMeter.HEARTBEAT_TICK_LAG.timer(registry, Tags.empty());
		this.housekeeping = housekeeping;
		this.housekeeping.scheduleWithFixedDelay(this.latencies::reconcile, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public HubListener connections(String serviceName) {
		StreamingHubMeter.CONNECTIONS.gauge(this.registry,
				Tags.of("rpc.system", "magiconion", "rpc.service", serviceName), this.server,
				(hubs) -> hubs.connections(serviceName).size());
		StreamingHubMeter.HEARTBEAT_LATENCY_DROPPED.gauge(this.registry, Tags.of("rpc.service", serviceName),
				this.latencies, (gauges) -> gauges.dropped(serviceName));
		return new HubMeters(this.registry, serviceName, this.errorTypes);
	}

	@Override
	public HeartbeatListener heartbeats(String serviceName) {
		return new HeartbeatMeters(this.registry, serviceName);
	}

	@Override
	public void ticked(long lateNanos) {
		this.tickLag.record(lateNanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void close() {
		this.housekeeping.shutdownNow();
		// The registry may outlive this application context, the hubs do not.
		this.registry.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith(StreamingHubMeter.PREFIX))
			.toList()
			.forEach(this.registry::remove);
	}

}
