package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values are a single MessagePack item.
 *
 * @param <T> the type, or its boxed type
 * @param zero the default value of a primitive type
 */
record Scalar<T>(Class<T> type, @Nullable T zero, Writer<T> writer, Reader<T> reader) {

	/**
	 * Writes a value. It may throw any exception if C# has no such value.
	 */
	interface Writer<T> {

		void write(JsonGenerator target, T value) throws IOException;

	}

	/**
	 * Reads the current token. Returns {@code null} if the token has another type. Throws
	 * an {@link com.fasterxml.jackson.core.exc.InputCoercionException}, an
	 * {@link ArithmeticException}, a {@link java.time.DateTimeException} or an
	 * {@link IllegalArgumentException} if the value is invalid.
	 */
	interface Reader<T> {

		@Nullable T read(JsonParser source) throws IOException;

	}

}
