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
 * @param enabled Whether hubs have heartbeats by default. If unset, they have them if an
 * interval is set. With 'false', only hubs that are annotated or configured by name have
 * them.
 * @param interval Time between two heartbeats of a connection, at least 10ms. Behind a
 * load balancer, use less than half of its smallest idle timeout.
 * @param timeout Time after a heartbeat is due in which the client must give a sign of
 * life, at least 10ms. If unset or 0, latencies are measured but nobody is disconnected.
 * @param liveness What counts as a sign of life: any message of the client, or only the
 * acknowledgement of a heartbeat.
 * @param timeoutStatus Status that ends the call of a client that gave no sign of life.
 * C# servers use OK; C# clients report any other status as a fault.
 * @param maxMetadataSize Maximum size of the metadata in a heartbeat.
 * @param hubs Settings of single hubs, by service name. They override the annotation.
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
	 * @param interval Time between two heartbeats of a connection, at least 10ms.
	 * @param timeout Time after a heartbeat is due in which the client must give a sign
	 * of life, at least 10ms. With 0, nobody is disconnected.
	 */
	public record Hub(@Nullable Boolean enabled, @Nullable Duration interval, @Nullable Duration timeout) {

	}

	/**
	 * Meters of single connections.
	 *
	 * @param perConnectionLimit Maximum number of connections with a latency gauge of
	 * their own. 0 for none.
	 */
	public record Metrics(@DefaultValue("100") int perConnectionLimit) {

	}

}
