package io.github.magiconion4j.autoconfigure.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.GAUGE;
import static io.micrometer.core.instrument.Meter.Type.TIMER;

/**
 * The meters of hubs: all that there are. The first four are C#'s.
 */
public enum StreamingHubMeter implements MeterDocumentation {

	/** Connections that are open now. */
	CONNECTIONS(GAUGE, "connections", null, "connections that are open now", "rpc.system", "rpc.service"),

	/** Durations of hub method calls. */
	METHOD_DURATION(TIMER, "method_duration", "seconds", "durations of hub method calls", "rpc.system", "rpc.service",
			"rpc.method", "magiconion.streaminghub.is_error"),

	/** Hub method calls that are over. */
	METHOD_COMPLETED(COUNTER, "method_completed", null, "hub method calls that are over", "rpc.system", "rpc.service",
			"rpc.method", "magiconion.streaminghub.is_error"),

	/** Exceptions of hub methods. */
	EXCEPTIONS(COUNTER, "exceptions", null, "exceptions of hub methods, by class; beyond 100 classes: other",
			"rpc.system", "rpc.service", "rpc.method", "error.type"),

	/** How long connections lasted that have ended. */
	CONNECTION_DURATION(TIMER, "connection.duration", "seconds",
			"how long connections lasted that have ended, by the reason of their end", "rpc.service", "reason"),

	/** Clients that were refused before they were connected. */
	CONNECTIONS_REFUSED(COUNTER, "connections.refused", null,
			"clients that were refused before they were connected, by the reason; a filter's or the hub's own is faulted",
			"rpc.service", "reason"),

	/** Streams that have ended, but are not released. */
	STREAMS_UNRELEASED(GAUGE, "streams.unreleased", null,
			"streams that have ended while gRPC still keeps bytes for a client that does not read; each is reset after a second",
			"rpc.service"),

	/** Round-trip times of acknowledged heartbeats. */
	HEARTBEAT_RTT(TIMER, "heartbeat.rtt", "seconds", "round-trip times of acknowledged heartbeats", "rpc.service"),

	/** The last round-trip time of a connection. */
	HEARTBEAT_LATENCY(GAUGE, "heartbeat.latency", "seconds",
			"the last round-trip time of a connection, from its first acknowledgement until it disconnects",
			"rpc.service", "connection"),

	/** Connections that have a latency, but no gauge of it. */
	HEARTBEAT_LATENCY_DROPPED(GAUGE, "heartbeat.latency.dropped", null,
			"connections that have a latency, but no gauge of it, because of the limits", "rpc.service"),

	/** Threads that run hub code now. */
	THREADS_BUSY(GAUGE, "threads.busy", null, "threads that run hub code now: hub methods, or connects", "pool"),

	/** The most threads that there may be. */
	THREADS_LIMIT(GAUGE, "threads.limit", null, "the most threads that there may be", "pool"),

	/** Tasks that wait for a thread. */
	THREADS_QUEUED(GAUGE, "threads.queued", null, "tasks that wait for a thread, since all are busy", "pool"),

	/** How long the next of them has waited. */
	THREADS_WAITED(GAUGE, "threads.waited", "seconds",
			"how long the next of them has waited; more than a moment: hub code blocks all threads", "pool"),

	/** Messages that were given to the backplane. */
	GROUPS_PUBLISHED(COUNTER, "groups.published", null, "messages of groups that were given to the backplane",
			"backplane"),

	/** Messages that came over the backplane. */
	GROUPS_RECEIVED(COUNTER, "groups.received", null,
			"messages of groups that came over the backplane, those of this server included", "backplane"),

	/** Messages that were lost. */
	GROUPS_DROPPED(COUNTER, "groups.dropped", null,
			"messages of groups that some or all members did not get, by the reason", "backplane", "reason"),

	/** Subscriptions of this server. */
	GROUPS_SUBSCRIPTIONS(GAUGE, "groups.subscriptions", null,
			"subscriptions of this server: one for each group that has members here", "backplane"),

	/** How long messages took until they were back. */
	GROUPS_RETURN(TIMER, "groups.return", "seconds",
			"how long messages of this server took from publish until they were back", "backplane"),

	/** Whether the backplane is up. */
	GROUPS_UP(GAUGE, "groups.up", null,
			"1 while the backplane is connected and all subscriptions are confirmed, else 0", "backplane"),

	/** Heartbeats that left. */
	HEARTBEAT_SENT(COUNTER, "heartbeat.sent", null, "heartbeats that left", "rpc.service"),

	/** Acknowledgements of heartbeats. */
	HEARTBEAT_ACKED(COUNTER, "heartbeat.acked", null,
			"acknowledgements: measured, or late, duplicate, unknown, which measure nothing", "rpc.service", "outcome"),

	/** Connections that were given up. */
	HEARTBEAT_TIMEOUTS(COUNTER, "heartbeat.timeouts", null, "connections that were given up", "rpc.service"),

	/** Heartbeats that were due while the one before still waited to leave. */
	HEARTBEAT_SKIPPED(COUNTER, "heartbeat.skipped", null,
			"heartbeats that were due while the one before still waited to leave (backpressure)", "rpc.service",
			"reason"),

	/** Failures of the metadata provider. */
	HEARTBEAT_METADATA_FAILURES(COUNTER, "heartbeat.metadata.failures", null, "failures of the metadata provider",
			"rpc.service"),

	/** How late the timer of all heartbeats ran. */
	HEARTBEAT_TICK_LAG(TIMER, "heartbeat.tick.lag", "seconds", "how late the timer of all heartbeats ran");

	/** What all names begin with. */
	static final String PREFIX = "magiconion.server.streaminghub.";

	private final Meter.Type type;

	private final String suffix;

	private final @Nullable String unit;

	private final String meaning;

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of
	private final List<String> tags;

	StreamingHubMeter(Meter.Type type, String suffix, @Nullable String unit, String meaning, String... tags) {
		this.type = type;
		this.suffix = suffix;
		this.unit = unit;
		this.meaning = meaning;
		this.tags = List.of(tags);
	}

	@Override
	public String getName() {
		return PREFIX + this.suffix;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.unit;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.tags.stream().map((tag) -> (KeyName) () -> tag).toArray(KeyName[]::new);
	}

	/**
	 * What it tells.
	 * @return its description, in a sentence
	 */
	public String meaning() {
		return this.meaning;
	}

	Timer timer(OwnMeters own, Tags values) {
		return own.add(Timer.builder(getName()).description(this.meaning).tags(values).register(own.registry()));
	}

	Counter counter(OwnMeters own, Tags values) {
		return own.add(Counter.builder(getName()).description(this.meaning).tags(values).register(own.registry()));
	}

	<T> Gauge gauge(OwnMeters own, Tags values, T source, ToDoubleFunction<T> value) {
		return own.add(Gauge.builder(getName(), source, value)
			.description(this.meaning)
			.tags(values)
			.strongReference(true)
			.register(own.registry()));
	}

	<T> TimeGauge timeGauge(OwnMeters own, Tags values, T source, ToDoubleFunction<T> nanos) {
		return own.add(TimeGauge.builder(getName(), source, TimeUnit.NANOSECONDS, nanos)
			.description(this.meaning)
			.tags(values)
			.strongReference(true)
			.register(own.registry()));
	}

}
