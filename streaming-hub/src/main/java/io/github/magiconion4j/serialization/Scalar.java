package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values are one item each.
 *
 * @param <T> the type, or the one that boxes it
 * @param zero what a variable of a primitive type is before anything is assigned to it
 */
record Scalar<T>(Class<T> type, @Nullable T zero, Writer<T> writer, Reader<T> reader) {

	/**
	 * Writes a value, or throws an exception of any kind if C# has no such value.
	 */
	interface Writer<T> {

		void write(JsonGenerator target, T value) throws IOException;

	}

	/**
	 * Reads the current token: {@code null} if it is of another kind. Throws an
	 * {@link com.fasterxml.jackson.core.exc.InputCoercionException}, an
	 * {@link ArithmeticException}, a {@link java.time.DateTimeException} or an
	 * {@link IllegalArgumentException} if there is no such value.
	 */
	interface Reader<T> {

		@Nullable T read(JsonParser source) throws IOException;

	}

}
