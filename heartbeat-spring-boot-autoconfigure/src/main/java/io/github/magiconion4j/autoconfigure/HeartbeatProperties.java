package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.magiconion4j.heartbeat.Liveness;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The heartbeats that the server sends.
 *
 * @param enabled Whether hubs that say nothing themselves have heartbeats. Unset, they
 * have them where an interval is set; 'false' leaves only hubs that are annotated or
 * named.
 * @param interval Time from one heartbeat of a connection to the next, at least 10ms.
 * Behind a load balancer: less than half of its smallest idle timeout.
 * @param timeout How long after a heartbeat was due a sign of life of the client may
 * come, at least 10ms. Unset or 0: never disconnect.
 * @param liveness What counts as a sign of life: any message of the client, or only the
 * acknowledgement of a heartbeat.
 * @param timeoutStatus Status that ends the call of a client that gave no sign of life.
 * C# ends it with OK, and its clients report any other status as a fault.
 * @param maxMetadataSize How much metadata a heartbeat may carry.
 * @param hubs Settings of single hubs, by service name. They beat those of the
 * annotation.
 * @param metrics Meters of single connections.
 */
@ConfigurationProperties(HeartbeatProperties.PREFIX)
public record HeartbeatProperties(@Nullable Boolean enabled, @Nullable Duration interval, @Nullable Duration timeout,
		@DefaultValue("any-message") Liveness liveness, @DefaultValue("unavailable") Status.Code timeoutStatus,
		@DefaultValue("16KB") DataSize maxMetadataSize, @DefaultValue Map<String, Hub> hubs,
		@DefaultValue Metrics metrics) {

	static final String PREFIX = "magiconion.streaming-hub.heartbeat";

	/**
	 * Settings of one hub.
	 *
	 * @param enabled Whether the hub has heartbeats.
	 * @param interval Time from one heartbeat of a connection to the next, at least 10ms.
	 * @param timeout How long after a heartbeat was due a sign of life of the client may
	 * come, at least 10ms. 0: never disconnect.
	 */
	public record Hub(@Nullable Boolean enabled, @Nullable Duration interval, @Nullable Duration timeout) {

	}

	/**
	 * Meters of single connections.
	 *
	 * @param perConnectionLimit How many connections have a latency gauge of their own.
	 * 0: none.
	 */
	public record Metrics(@DefaultValue("100") int perConnectionLimit) {

	}

}
