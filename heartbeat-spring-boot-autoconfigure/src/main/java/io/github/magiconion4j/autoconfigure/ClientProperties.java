package io.github.magiconion4j.autoconfigure;

import java.time.Duration;

import io.github.magiconion4j.serialization.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clients of hubs behave that this application connects.
 *
 * @param heartbeat Heartbeats that clients send.
 * @param compression How bodies are compressed, as the servers of these clients have it.
 * Needs the library at.yawk.lz4:lz4-java.
 */
@ConfigurationProperties(ClientProperties.PREFIX)
record ClientProperties(@DefaultValue Heartbeat heartbeat, @DefaultValue("none") Compression compression) {

	static final String PREFIX = "magiconion.streaming-hub.client";

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

}
