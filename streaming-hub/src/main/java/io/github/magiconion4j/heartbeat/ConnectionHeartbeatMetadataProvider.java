package io.github.magiconion4j.heartbeat;

import io.github.magiconion4j.hub.HubContext;
import org.jspecify.annotations.Nullable;

/**
 * Provides metadata per connection. Can be used wherever a
 * {@link HeartbeatMetadataProvider} can. Called at most once per interval and connection,
 * and by one thread at a time for each connection. If it blocks or throws, the heartbeats
 * of that connection carry its last value. Calls that block can delay the calls for other
 * connections.
 */
public interface ConnectionHeartbeatMetadataProvider extends HeartbeatMetadataProvider {

	/**
	 * The metadata of the next heartbeat of a connection.
	 * @param connection the connection
	 * @return any value that the serializer can write, {@link RawMetadata} for bytes that
	 * are sent as they are, or {@code null} for nil
	 * @throws Exception if there is no value now; the last one is sent again
	 */
	@Nullable Object metadata(HubContext connection) throws Exception;

	/**
	 * Never called: the metadata depends on the connection.
	 */
	@Override
	default @Nullable Object metadata() {
		throw new UnsupportedOperationException("This provider needs a connection");
	}

}
