package io.github.magiconion4j.autoconfigure.metrics;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.autoconfigure.HubInstrumentation;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.StreamingHubServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The meters of all hubs. Those of single connections are brought up to date once a
 * second by a thread of its own, since registering a meter runs code of the application's
 * ({@code MeterFilter}s).
 */
final class StreamingHubMeters implements HubInstrumentation, AutoCloseable {

	private static final String PREFIX = "magiconion.server.streaminghub.";

	private final MeterRegistry registry;

	private final StreamingHubServer server;

	private final ScheduledExecutorService housekeeping;

	StreamingHubMeters(MeterRegistry registry, StreamingHubServer server, int perConnectionLimit) {
		this.registry = registry;
		this.server = server;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("streaming-hub-meters-");
		threads.setDaemon(true);
		this.housekeeping = Executors.newSingleThreadScheduledExecutor(threads);
		LatencyGauges gauges = new LatencyGauges(registry, server, perConnectionLimit);
		this.housekeeping.scheduleWithFixedDelay(gauges::reconcile, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public HubListener connections(String serviceName) {
		Gauge.builder(PREFIX + "connections", this.server, (hubs) -> hubs.connections(serviceName).size())
			.description("Connections that are open now")
			.tags("rpc.system", "magiconion", "rpc.service", serviceName)
			.register(this.registry);
		return new HubMeters(this.registry, PREFIX, serviceName);
	}

	@Override
	public HeartbeatListener heartbeats(String serviceName) {
		return new HeartbeatMeters(this.registry, PREFIX + "heartbeat.", serviceName);
	}

	@Override
	public void close() {
		this.housekeeping.shutdownNow();
		// The registry may outlive this application context, the hubs do not.
		this.registry.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith(PREFIX))
			.toList()
			.forEach(this.registry::remove);
	}

}
