package io.github.magiconion4j.heartbeat;

import org.jspecify.annotations.Nullable;

/**
 * Provides the metadata that every heartbeat of a hub carries beside the server's time.
 * Called at most once per interval and hub, whatever the number of connections, and by
 * one thread at a time. If it blocks or throws, heartbeats carry the last value.
 */
@FunctionalInterface
public interface HeartbeatMetadataProvider {

	/**
	 * The metadata of the next heartbeats.
	 * @return any value that the serializer can write, {@link RawMetadata} for bytes that
	 * are sent as they are, or {@code null} for nil
	 * @throws Exception if there is no value now; the last one is sent again
	 */
	@Nullable Object metadata() throws Exception;

}
