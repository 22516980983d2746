package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.serialization.Compression;
import io.github.magiconion4j.server.ServerSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The connections of the server.
 *
 * @param maxPendingRequests Number of waiting requests of a connection at which the
 * server stops reading from it. At ten times the limit, the connection is closed.
 * @param maxInboundBytes Memory of the waiting requests of a connection at which the
 * server stops reading from it. At ten times the limit, the connection is closed.
 * @param maxOutboundBytes Largest backlog of a client; above it, the connection is
 * closed. At a quarter of it (the high watermark), a hub that sends to its own client
 * waits.
 * @param slowConsumerTimeout How long a client with a backlog may read nothing before its
 * connection is closed. 0 for no limit.
 * @param maxReadPause Time by which a read pause may extend the client's heartbeat
 * deadline.
 * @param clientResultTimeout Default timeout for the result of a receiver method.
 * @param threads Maximum number of threads that run hub methods, unless they run on
 * virtual threads (spring.threads.virtual.enabled). They are started on demand. The same
 * limit applies to the separate threads that start connections.
 * @param shutdownPeriod How long closing all connections may take when the application
 * shuts down.
 * @param maxConnections Maximum number of hub connections. 0 for no limit.
 * @param maxConnectionsPerTransport Maximum number of hub connections per TCP connection.
 * 0 for no limit.
 * @param hubs Settings of single hubs, by service name. They override the annotation.
 */
@ConfigurationProperties(ServerProperties.PREFIX)
record ServerProperties(@DefaultValue("100000") int maxPendingRequests, @DefaultValue("4MB") DataSize maxInboundBytes,
		@DefaultValue("16MB") DataSize maxOutboundBytes, @DefaultValue("30s") Duration slowConsumerTimeout,
		@DefaultValue("1m") Duration maxReadPause, @DefaultValue("5s") Duration clientResultTimeout,
		@DefaultValue("200") int threads, @DefaultValue("10s") Duration shutdownPeriod,
		@DefaultValue("0") int maxConnections, @DefaultValue("0") int maxConnectionsPerTransport,
		@DefaultValue Map<String, Hub> hubs) {

	static final String PREFIX = "magiconion.streaming-hub.server";

	ServerProperties {
		require("max-pending-requests", maxPendingRequests, maxPendingRequests >= 1, "at least 1");
		require("max-inbound-bytes", maxInboundBytes, maxInboundBytes.toBytes() >= 1024, "at least 1KB");
		require("slow-consumer-timeout", slowConsumerTimeout, isInRange(slowConsumerTimeout), "between 0 and 365d");
		require("max-outbound-bytes", maxOutboundBytes, maxOutboundBytes.toBytes() >= 1024, "at least 1KB");
		require("max-read-pause", maxReadPause, isInRange(maxReadPause), "between 0 and 365d");
		require("client-result-timeout", clientResultTimeout,
				isInRange(clientResultTimeout) && clientResultTimeout.toMillis() >= 1, "between 1ms and 365d");
		require("threads", threads, threads >= 1, "at least 1");
		require("max-connections", maxConnections, maxConnections >= 0, "0 or more");
		require("max-connections-per-transport", maxConnectionsPerTransport, maxConnectionsPerTransport >= 0,
				"0 or more");
		require("shutdown-period", shutdownPeriod, isInRange(shutdownPeriod), "between 0 and 365d");
	}

	/**
	 * The settings of single hubs; names match in any case.
	 */
	@Nullable Hub hub(String serviceName) {
		Map<String, Hub> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.putAll(this.hubs);
		return all.get(serviceName);
	}

	private static boolean isInRange(Duration duration) {
		return !duration.isNegative() && duration.compareTo(HeartbeatSettings.MAXIMUM) <= 0;
	}

	/**
	 * Creates settings with the maximum age of transports, which is configured in the
	 * gRPC stack.
	 */
	ServerSettings settings(Duration maxConnectionAge) {
		return new ServerSettings(this.maxPendingRequests, this.maxInboundBytes.toBytes(),
				this.maxOutboundBytes.toBytes(), this.slowConsumerTimeout, this.maxReadPause, this.clientResultTimeout,
				maxConnectionAge);
	}

	private static void require(String name, @Nullable Object value, boolean valid, String range) {
		if (!valid) {
			throw new HubConfigurationException(
					PREFIX + "." + name + " is " + value + ", but it must be " + range + ".",
					"Set it to " + range + ", or remove it to use the default.");
		}
	}

	/**
	 * Settings of one hub.
	 *
	 * @param sameUser What happens when a user connects again. allow: both connections
	 * stay open; refuse: the new one ends; kick: the old one ends.
	 * @param compression Compression of message bodies; overrides the common setting.
	 */
	record Hub(@Nullable SameUserPolicy sameUser, @Nullable Compression compression) {

	}

}
