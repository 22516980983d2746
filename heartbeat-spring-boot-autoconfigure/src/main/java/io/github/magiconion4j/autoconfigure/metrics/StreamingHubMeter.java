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
 * All meters of hubs. The first four exist in C#, too.
 */
public enum StreamingHubMeter implements MeterDocumentation {

	/** Open connections. */
	CONNECTIONS(GAUGE, "connections", null, "open connections", "rpc.system", "rpc.service"),

	/** Durations of hub method calls. */
	METHOD_DURATION(TIMER, "method_duration", "seconds", "durations of hub method calls", "rpc.system", "rpc.service",
			"rpc.method", "magiconion.streaminghub.is_error"),

	/** Completed hub method calls. */
	METHOD_COMPLETED(COUNTER, "method_completed", null, "completed hub method calls", "rpc.system", "rpc.service",
			"rpc.method", "magiconion.streaminghub.is_error"),

	/** Exceptions of hub methods. */
	EXCEPTIONS(COUNTER, "exceptions", null, "exceptions of hub methods, by class; after 100 classes: other",
			"rpc.system", "rpc.service", "rpc.method", "error.type"),

	/** How long connections lasted. */
	CONNECTION_DURATION(TIMER, "connection.duration", "seconds", "durations of connections, by the reason of their end",
			"rpc.service", "reason"),

	/** Clients that were refused when they connected. */
	CONNECTIONS_REFUSED(COUNTER, "connections.refused", null,
			"clients that were refused when they connected, by reason; a refusal by a filter or the hub itself is faulted",
			"rpc.service", "reason"),

	/** Ended streams that are not released. */
	STREAMS_UNRELEASED(GAUGE, "streams.unreleased", null,
			"ended streams whose last bytes the client has not read yet; each is reset after a second", "rpc.service"),

	/** Round-trip times of acknowledged heartbeats. */
	HEARTBEAT_RTT(TIMER, "heartbeat.rtt", "seconds", "round-trip times of acknowledged heartbeats", "rpc.service"),

	/** The last round-trip time of a connection. */
	HEARTBEAT_LATENCY(GAUGE, "heartbeat.latency", "seconds",
			"last round-trip time of a connection, from its first acknowledgement until it disconnects", "rpc.service",
			"connection"),

	/** Connections that have a latency, but no gauge of it. */
	HEARTBEAT_LATENCY_DROPPED(GAUGE, "heartbeat.latency.dropped", null,
			"connections whose latency has no gauge, because of the limits on gauges", "rpc.service"),

	/** Threads that are running hub code. */
	THREADS_BUSY(GAUGE, "threads.busy", null, "threads that are running hub code: hub methods, or connects", "pool"),

	/** The maximum number of threads. */
	THREADS_LIMIT(GAUGE, "threads.limit", null, "maximum number of threads", "pool"),

	/** Tasks that wait for a thread. */
	THREADS_QUEUED(GAUGE, "threads.queued", null, "tasks that wait because all threads are busy", "pool"),

	/** How long the oldest of these tasks has waited. */
	THREADS_WAITED(GAUGE, "threads.waited", "seconds",
			"how long the oldest of these tasks has waited; more than a moment means that hub code blocks all threads",
			"pool"),

	/** Group messages handed to the backplane. */
	GROUPS_PUBLISHED(COUNTER, "groups.published", null, "group messages handed to the backplane", "backplane"),

	/** Group messages received from the backplane. */
	GROUPS_RECEIVED(COUNTER, "groups.received", null,
			"group messages received from the backplane, including those of this server", "backplane"),

	/** Group messages that were lost. */
	GROUPS_DROPPED(COUNTER, "groups.dropped", null,
			"group messages that some or all members did not receive, by reason", "backplane", "reason"),

	/** Failed queries for the members of a group on all servers. */
	GROUPS_PRESENCE_FAILED(COUNTER, "groups.presence.failed", null,
			"failed queries for the members of a group on all servers", "backplane"),

	/** Subscriptions of this server. */
	GROUPS_SUBSCRIPTIONS(GAUGE, "groups.subscriptions", null,
			"subscriptions of this server: one for each group that has members here", "backplane"),

	/** Durations until messages of this server came back. */
	GROUPS_RETURN(TIMER, "groups.return", "seconds",
			"durations from publishing a message until this server received it back", "backplane"),

	/** Whether the backplane is up. */
	GROUPS_UP(GAUGE, "groups.up", null,
			"1 while the backplane is connected and all subscriptions are confirmed, else 0", "backplane"),

	/** Heartbeats handed to the transport. */
	HEARTBEAT_SENT(COUNTER, "heartbeat.sent", null, "heartbeats handed to the transport", "rpc.service"),

	/** Acknowledgements of heartbeats. */
	HEARTBEAT_ACKED(COUNTER, "heartbeat.acked", null,
			"acknowledgements by outcome; only measured ones yield a latency, not late, duplicate or unknown ones",
			"rpc.service", "outcome"),

	/** Connections that were closed because of a heartbeat timeout. */
	HEARTBEAT_TIMEOUTS(COUNTER, "heartbeat.timeouts", null,
			"connections that were closed because of a heartbeat timeout", "rpc.service"),

	/** Heartbeats that were due while the previous one was still waiting. */
	HEARTBEAT_SKIPPED(COUNTER, "heartbeat.skipped", null,
			"heartbeats that were due while the previous one was still waiting to be sent (backpressure)",
			"rpc.service", "reason"),

	/** Failures of the metadata provider. */
	HEARTBEAT_METADATA_FAILURES(COUNTER, "heartbeat.metadata.failures", null, "failures of the metadata provider",
			"rpc.service"),

	/** How late the heartbeat timer ran. */
	HEARTBEAT_TICK_LAG(TIMER, "heartbeat.tick.lag", "seconds", "how late the heartbeat timer ran");

	/** The common prefix of all names. */
	static final String PREFIX = "magiconion.server.streaminghub.";

	private final Meter.Type type;

	private final String suffix;

	private final @Nullable String unit;

	private final String meaning;

	@SuppressWarnings("ImmutableEnumChecker") // created by List.of
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
	 * The description of the meter.
	 * @return one sentence
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
