package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the body of a message. Thread-safe.
 *
 * @param <T> what a body is
 */
public interface BodyCodec<T> {

	/**
	 * Writes a body.
	 * @param value what to write
	 * @param target where it goes
	 * @throws IOException if the value cannot be written
	 */
	void write(@Nullable T value, OutputStream target) throws IOException;

	/**
	 * Reads a body. What follows its first value is ignored.
	 * @param bytes the bytes around it
	 * @param offset where it begins
	 * @param length how long it is
	 * @return the value
	 * @throws UnreadableBodyException if it is no such value: the client's fault, which a
	 * server answers with INVALID_ARGUMENT
	 * @throws IOException if no such values can be read
	 */
	@Nullable T read(byte[] bytes, int offset, int length) throws IOException;

}
