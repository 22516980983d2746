package io.github.magiconion4j.internal.heartbeat;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Writes metadata that is not raw: the serializer of the hub.
 */
@FunctionalInterface
public interface MetadataEncoder {

	/**
	 * Encodes a value.
	 * @param value what the provider gave
	 * @return its bytes
	 * @throws IOException if it cannot be written
	 */
	byte[] encode(@Nullable Object value) throws IOException;

}
