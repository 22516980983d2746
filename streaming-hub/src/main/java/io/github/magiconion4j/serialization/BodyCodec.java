package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the body of a message. Thread-safe.
 *
 * @param <T> the type of the body's value
 */
public interface BodyCodec<T> {

	/**
	 * Writes a body.
	 * @param value the value
	 * @param target receives the bytes
	 * @throws IOException if the value cannot be written
	 */
	void write(@Nullable T value, OutputStream target) throws IOException;

	/**
	 * Reads a body. Bytes after its first value are ignored.
	 * @param bytes an array that contains the body
	 * @param offset the index of its first byte
	 * @param length its length
	 * @return the value
	 * @throws UnreadableBodyException if the body is not a value of the type. A server
	 * answers such a call with INVALID_ARGUMENT
	 * @throws IOException if values of the type cannot be read at all
	 */
	@Nullable T read(byte[] bytes, int offset, int length) throws IOException;

}
