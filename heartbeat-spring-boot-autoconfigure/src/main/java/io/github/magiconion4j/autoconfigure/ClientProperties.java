package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.github.magiconion4j.serialization.Compression;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The hub clients of this application.
 *
 * @param heartbeat Heartbeats that clients send.
 * @param compression Compression of message bodies; must match the servers. Needs the
 * library at.yawk.lz4:lz4-java.
 * @param hubs Clients by name.
 */
@ConfigurationProperties(ClientProperties.PREFIX)
record ClientProperties(@DefaultValue Heartbeat heartbeat, @DefaultValue("none") Compression compression,
		@DefaultValue Map<String, Hub> hubs) {

	static final String PREFIX = "magiconion.streaming-hub.client";

	static final String COMPRESSION = PREFIX + ".compression";

	/**
	 * Heartbeats that clients send.
	 *
	 * @param interval Time between two heartbeats of a client, at least 10ms. If unset,
	 * clients send none.
	 * @param timeout Time after a heartbeat of a client in which the server must give a
	 * sign of life, at least 10ms. If unset or 0, the client never disconnects because of
	 * it.
	 */
	record Heartbeat(@Nullable Duration interval, @Nullable Duration timeout) {

	}

	/**
	 * A client.
	 *
	 * @param address Address of the server: host and port, or any other gRPC target. If
	 * unset, the gRPC stack's channel of this name is used.
	 * @param ssl Encryption of the transport.
	 * @param connectTimeout Timeout for connecting.
	 * @param callTimeout Timeout for each call. If unset, a call may wait as long as the
	 * connection lasts.
	 * @param headers Headers that the client sends when it connects.
	 * @param reconnect Reconnect behavior.
	 * @param heartbeat Heartbeats of this client; overrides the common settings.
	 * @param compression Compression of message bodies; overrides the common setting.
	 */
	record Hub(@Nullable String address, @DefaultValue Ssl ssl, @Nullable Duration connectTimeout,
			@Nullable Duration callTimeout, @DefaultValue Map<String, String> headers,
			@DefaultValue Reconnect reconnect, @DefaultValue Heartbeat heartbeat, @Nullable Compression compression) {

		/** A client without properties. */
		static final Hub EMPTY = new Hub(null, new Ssl(null, null), null, null, Map.of(),
				new Reconnect(null, null, null, null, null, null, null), new Heartbeat(null, null), null);

	}

	/**
	 * Encryption of the transport.
	 *
	 * @param enabled Whether to use TLS. By default it is used if a bundle is set.
	 * @param bundle SSL bundle with the trusted certificates and the client's
	 * certificate.
	 */
	record Ssl(@Nullable Boolean enabled, @Nullable String bundle) {

		boolean isEnabled() {
			return (this.enabled != null) ? this.enabled : this.bundle != null;
		}

	}

	/**
	 * Reconnect behavior of a client.
	 *
	 * @param firstDelay Longest delay before the first attempt.
	 * @param factor Factor by which the longest delay grows with each further attempt.
	 * @param maxDelay Longest delay of all attempts.
	 * @param maxAttempts Number of failed attempts in a row after which the client gives
	 * up. 0 for no limit.
	 * @param endingCodes Status codes that make the client give up at once.
	 * @param shutdownSpread Time over which the clients of a server that shuts down
	 * reconnect.
	 * @param callWait How long a call may wait for a connection. With 0, a call without a
	 * connection fails at once.
	 */
	record Reconnect(@Nullable Duration firstDelay, @Nullable Double factor, @Nullable Duration maxDelay,
			@Nullable Integer maxAttempts, @Nullable Set<Status.Code> endingCodes, @Nullable Duration shutdownSpread,
			@Nullable Duration callWait) {

	}

}
