package io.github.magiconion4j.heartbeat;

import org.jspecify.annotations.Nullable;

/**
 * What travels in every heartbeat of a hub, beside the server's time. Called at most once
 * per interval and hub, however many connections there are, and by one thread at a time.
 * It may block or throw: heartbeats then go on with the last value that there was.
 */
@FunctionalInterface
public interface HeartbeatMetadataProvider {

	/**
	 * The metadata of the next heartbeats.
	 * @return any value that the serializer can write, {@link RawMetadata} for bytes that
	 * are sent as they are, or {@code null} for nil
	 * @throws Exception if there is none now: the last value is sent again
	 */
	@Nullable Object metadata() throws Exception;

}
