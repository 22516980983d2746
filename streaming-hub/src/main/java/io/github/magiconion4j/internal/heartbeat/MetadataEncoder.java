package io.github.magiconion4j.internal.heartbeat;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Encodes metadata that is not raw, with the serializer of the hub.
 */
@FunctionalInterface
public interface MetadataEncoder {

	/**
	 * Encodes a value.
	 * @param value the provider's value
	 * @return its bytes
	 * @throws IOException if it cannot be written
	 */
	byte[] encode(@Nullable Object value) throws IOException;

}
