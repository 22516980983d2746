package io.github.magiconion4j.heartbeat;

import io.github.magiconion4j.hub.HubContext;
import org.jspecify.annotations.Nullable;

/**
 * Metadata that is another for each connection. Used wherever a
 * {@link HeartbeatMetadataProvider} is. Called at most once per interval and connection,
 * for one connection by one thread at a time. It may block or throw: the heartbeats of
 * that connection then go on with its last value; while several calls block, others wait
 * for theirs.
 */
public interface ConnectionHeartbeatMetadataProvider extends HeartbeatMetadataProvider {

	/**
	 * The metadata of the next heartbeat of a connection.
	 * @param connection the connection
	 * @return any value that the serializer can write, {@link RawMetadata} for bytes that
	 * are sent as they are, or {@code null} for nil
	 * @throws Exception if there is none now: the last value is sent again
	 */
	@Nullable Object metadata(HubContext connection) throws Exception;

	/**
	 * Not called: there is no metadata without a connection.
	 */
	@Override
	default @Nullable Object metadata() {
		throw new UnsupportedOperationException("This metadata belongs to a connection");
	}

}
