package io.github.magiconion4j.autoconfigure.metrics;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.autoconfigure.HubInstrumentation;
import io.github.magiconion4j.autoconfigure.HubThreads;
import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.StreamingHubServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of all hubs. Those of single connections are updated once a second by a
 * thread of their own, because registering a meter runs {@code MeterFilter}s of the
 * application.
 */
final class StreamingHubMeters implements HubInstrumentation, AutoCloseable {

	private final OwnMeters meters;

	private final StreamingHubServer server;

	private final LatencyGauges latencies;

	private final Timer tickLag;

	private final ErrorTypes errorTypes = new ErrorTypes();

	private final ScheduledExecutorService housekeeping;

	/** Whether updates have been started, which happens for the first hub. */
	private final AtomicBoolean begun = new AtomicBoolean();

	/**
	 * Creates the meters.
	 * @param housekeeping updates the gauges once a second, from the first hub on; it is
	 * closed with this object
	 */
	StreamingHubMeters(MeterRegistry registry, StreamingHubServer server, int perConnectionLimit,
			ScheduledExecutorService housekeeping) {
		this.meters = new OwnMeters(registry);
		this.server = server;
		this.latencies = new LatencyGauges(this.meters, server, perConnectionLimit);
		this.tickLag = StreamingHubMeter.HEARTBEAT_TICK_LAG.timer(this.meters, Tags.empty());
		this.housekeeping = housekeeping;
	}

	@Override
	public HubListener connections(String serviceName) {
		if (this.begun.compareAndSet(false, true)) {
			this.housekeeping.scheduleWithFixedDelay(this.latencies::reconcile, 1, 1, TimeUnit.SECONDS);
		}
		StreamingHubMeter.CONNECTIONS.gauge(this.meters,
				Tags.of("rpc.system", "magiconion", "rpc.service", serviceName), this.server,
				(hubs) -> hubs.connections(serviceName).size());
		StreamingHubMeter.STREAMS_UNRELEASED.gauge(this.meters, Tags.of("rpc.service", serviceName), this.server,
				(hubs) -> hubs.unreleasedStreams(serviceName));
		StreamingHubMeter.HEARTBEAT_LATENCY_DROPPED.gauge(this.meters, Tags.of("rpc.service", serviceName),
				this.latencies, (gauges) -> gauges.dropped(serviceName));
		return new HubMeters(this.meters, serviceName, this.errorTypes, this.latencies::ended);
	}

	@Override
	public HeartbeatListener heartbeats(String serviceName) {
		return new HeartbeatMeters(this.meters, serviceName);
	}

	@Override
	public BackplaneListener groups(GroupBackplane backplane) {
		return new GroupMeters(this.meters, backplane);
	}

	@Override
	public void threads(String pool, HubThreads threads) {
		Tags tags = Tags.of("pool", pool);
		StreamingHubMeter.THREADS_BUSY.gauge(this.meters, tags, threads, HubThreads::busy);
		StreamingHubMeter.THREADS_LIMIT.gauge(this.meters, tags, threads, HubThreads::maximum);
		StreamingHubMeter.THREADS_QUEUED.gauge(this.meters, tags, threads, HubThreads::queued);
		StreamingHubMeter.THREADS_WAITED.timeGauge(this.meters, tags, threads, (each) -> each.waited().toNanos());
	}

	@Override
	public void ticked(long lateNanos) {
		this.tickLag.record(lateNanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void close() {
		this.housekeeping.shutdownNow();
		this.meters.close();
	}

}
