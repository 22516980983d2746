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
 * How clients of hubs behave that this application connects.
 *
 * @param heartbeat Heartbeats that clients send.
 * @param compression How bodies are compressed, as the servers of these clients have it.
 * Needs the library at.yawk.lz4:lz4-java.
 * @param hubs Clients by the name that the application gives them.
 */
@ConfigurationProperties(ClientProperties.PREFIX)
record ClientProperties(@DefaultValue Heartbeat heartbeat, @DefaultValue("none") Compression compression,
		@DefaultValue Map<String, Hub> hubs) {

	static final String PREFIX = "magiconion.streaming-hub.client";

	static final String COMPRESSION = PREFIX + ".compression";

	/**
	 * Heartbeats that clients send.
	 *
	 * @param interval Time from one heartbeat of a client to the next, at least 10ms.
	 * Unset: none.
	 * @param timeout How long after a heartbeat of a client a sign of life of the server
	 * may come, at least 10ms. Unset or 0: never disconnect.
	 */
	record Heartbeat(@Nullable Duration interval, @Nullable Duration timeout) {

	}

	/**
	 * A client.
	 *
	 * @param address Where the server is: a host and port, or any other target of gRPC.
	 * Unset: as the gRPC stack's own properties say for a channel of this name.
	 * @param ssl How the transport is encrypted.
	 * @param connectTimeout How long connecting may take.
	 * @param callTimeout How long each call may wait for its answer. Unset: as long as
	 * the connection lasts.
	 * @param headers Headers that are sent when it connects.
	 * @param reconnect When it connects again.
	 * @param heartbeat Heartbeats that it sends, where they differ from those of others.
	 * @param compression How bodies are compressed. Unset: as those of other clients.
	 */
	record Hub(@Nullable String address, @DefaultValue Ssl ssl, @Nullable Duration connectTimeout,
			@Nullable Duration callTimeout, @DefaultValue Map<String, String> headers,
			@DefaultValue Reconnect reconnect, @DefaultValue Heartbeat heartbeat, @Nullable Compression compression) {

		/** One of which nothing is said. */
		static final Hub EMPTY = new Hub(null, new Ssl(null, null), null, null, Map.of(),
				new Reconnect(null, null, null, null, null, null, null), new Heartbeat(null, null), null);

	}

	/**
	 * How the transport is encrypted.
	 *
	 * @param enabled Whether it is. Unset: where a bundle is named.
	 * @param bundle The SSL bundle with the certificates to trust and to show.
	 */
	record Ssl(@Nullable Boolean enabled, @Nullable String bundle) {

		boolean isEnabled() {
			return (this.enabled != null) ? this.enabled : this.bundle != null;
		}

	}

	/**
	 * When a client connects again.
	 *
	 * @param firstDelay The longest delay before the first attempt.
	 * @param factor By what the longest delay is multiplied for each further attempt.
	 * @param maxDelay The longest delay of all.
	 * @param maxAttempts How many attempts in a row may fail before it gives up. 0: any
	 * number.
	 * @param endingCodes Status codes with which it gives up at once.
	 * @param shutdownSpread Over which time clients come back whose server shuts down.
	 * @param callWait How long a call may wait for a connection. 0: it fails at once.
	 */
	record Reconnect(@Nullable Duration firstDelay, @Nullable Double factor, @Nullable Duration maxDelay,
			@Nullable Integer maxAttempts, @Nullable Set<Status.Code> endingCodes, @Nullable Duration shutdownSpread,
			@Nullable Duration callWait) {

	}

}
