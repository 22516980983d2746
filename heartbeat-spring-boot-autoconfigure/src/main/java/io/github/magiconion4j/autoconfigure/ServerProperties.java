package io.github.magiconion4j.autoconfigure;

import java.time.Duration;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
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
 * @param maxOutboundBytes How much may wait for a client that does not read before its
 * connection is closed.
 * @param maxReadPause How long a connection may go without reading, because its hub is
 * behind, before its client can be found dead all the same.
 * @param clientResultTimeout How long the result of a receiver method may take, where the
 * hub says nothing else.
 * @param threads How many threads run hub methods, where they do not run on virtual
 * threads (spring.threads.virtual.enabled). By default 8 per processor, at least 16.
 * @param shutdownPeriod How long closing all connections may take when the application
 * ends.
 */
@ConfigurationProperties(ServerProperties.PREFIX)
record ServerProperties(@DefaultValue("1000") int maxPendingRequests, @DefaultValue("4MB") DataSize maxOutboundBytes,
		@DefaultValue("1m") Duration maxReadPause, @DefaultValue("5s") Duration clientResultTimeout,
		@Nullable Integer threads, @DefaultValue("10s") Duration shutdownPeriod) {

	static final String PREFIX = "magiconion.streaming-hub.server";

	ServerProperties {
		require("max-pending-requests", maxPendingRequests, maxPendingRequests >= 1, "at least 1");
		require("max-outbound-bytes", maxOutboundBytes, maxOutboundBytes.toBytes() >= 1024, "at least 1KB");
		require("max-read-pause", maxReadPause, isInRange(maxReadPause), "between 0 and 365d");
		require("client-result-timeout", clientResultTimeout,
				isInRange(clientResultTimeout) && clientResultTimeout.toMillis() >= 1, "between 1ms and 365d");
		require("threads", threads, threads == null || threads >= 1, "at least 1");
		require("shutdown-period", shutdownPeriod, isInRange(shutdownPeriod), "between 0 and 365d");
	}

	private static boolean isInRange(Duration duration) {
		return !duration.isNegative() && duration.compareTo(HeartbeatSettings.MAXIMUM) <= 0;
	}

	ServerSettings settings() {
		return new ServerSettings(this.maxPendingRequests, this.maxOutboundBytes.toBytes(), this.maxReadPause,
				this.clientResultTimeout);
	}

	private static void require(String name, @Nullable Object value, boolean valid, String range) {
		if (!valid) {
			throw new HubConfigurationException(
					PREFIX + "." + name + " is " + value + ", but it must be " + range + ".",
					"Set it to " + range + ", or leave it out for the default.");
		}
	}

}
