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
 * @param maxPendingRequests How many requests of a connection may wait for its hub before
 * no more are read. At ten times as many the connection is closed.
 * @param maxInboundBytes How much memory the requests of a connection may take that wait
 * for its hub, before no more are read. At ten times as much the connection is closed.
 * @param maxOutboundBytes How much memory the messages may take that wait for a client
 * before its connection is closed. At a quarter of it, a hub that sends to its own client
 * is held back.
 * @param slowConsumerTimeout How long a client may read nothing of what waits for it
 * before its connection is closed. 0 for ever.
 * @param maxReadPause How long a connection may go without reading, because its hub is
 * behind, before its client can be found dead all the same.
 * @param clientResultTimeout How long the result of a receiver method may take, where the
 * hub says nothing else.
 * @param threads The most threads that run hub methods, where they do not run on virtual
 * threads (spring.threads.virtual.enabled). They start when they are needed; so many more
 * begin connections.
 * @param shutdownPeriod How long closing all connections may take when the application
 * ends.
 * @param maxConnections How many connections to hubs there may be. 0: any number.
 * @param maxConnectionsPerTransport How many connections to hubs may share a TCP
 * connection. 0: any number.
 * @param hubs Settings of single hubs, by service name. They beat those of the
 * annotation.
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
	 * The settings of a hub, whose name is written in any case.
	 */
	@Nullable Hub hub(String serviceName) {
		Map<String, Hub> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.putAll(this.hubs);
		return all.get(serviceName);
	}

	private static boolean isInRange(Duration duration) {
		return !duration.isNegative() && duration.compareTo(HeartbeatSettings.MAXIMUM) <= 0;
	}

	/** With the age that the gRPC stack gives transports. */
	ServerSettings settings(Duration maxConnectionAge) {
		return new ServerSettings(this.maxPendingRequests, this.maxInboundBytes.toBytes(),
				this.maxOutboundBytes.toBytes(), this.slowConsumerTimeout, this.maxReadPause, this.clientResultTimeout,
				maxConnectionAge);
	}

	private static void require(String name, @Nullable Object value, boolean valid, String range) {
		if (!valid) {
			throw new HubConfigurationException(
					PREFIX + "." + name + " is " + value + ", but it must be " + range + ".",
					"Set it to " + range + ", or leave it out for the default.");
		}
	}

	/**
	 * Settings of one hub.
	 *
	 * @param sameUser What happens when a user connects again. allow: both connections
	 * are open; refuse: the new one ends; kick: the old one ends.
	 * @param compression How bodies are compressed. Unset: as those of other hubs.
	 */
	record Hub(@Nullable SameUserPolicy sameUser, @Nullable Compression compression) {

	}

}
