package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a method with several parameters: an array of them (MagicOnion's
 * {@code DynamicArgumentTuple}).
 *
 * @param zeros what is read for arguments that are missing
 */
record ArgumentsCodec(ObjectMapper mapper, ValueCodec[] values,
		@Nullable Object[] zeros) implements BodyCodec<@Nullable Object[]> {

	@Override
	public void write(@Nullable Object @Nullable [] arguments, OutputStream target) throws IOException {
		Objects.requireNonNull(arguments);
		try (JsonGenerator generator = this.mapper.createGenerator(target)) {
			generator.writeStartArray(arguments, this.values.length);
			for (int i = 0; i < this.values.length; i++) {
				this.values[i].write(arguments[i], generator);
			}
			generator.writeEndArray();
		}
	}

	@Override
	public @Nullable Object[] read(byte[] bytes, int offset, int length) throws IOException {
		try (JsonParser source = this.mapper.createParser(bytes, offset, length)) {
			if (next(source) != JsonToken.START_ARRAY) {
				throw new UnreadableBodyException(
						"expected an array of " + this.values.length + ", found " + Problems.found(source), null);
			}
			@Nullable Object[] arguments = this.zeros.clone();
			for (int i = 0; i < this.values.length && next(source) != JsonToken.END_ARRAY; i++) {
				arguments[i] = read(source, i);
			}
			return arguments;
		}
	}

	private @Nullable Object read(JsonParser source, int index) throws IOException {
		try {
			return this.values[index].read(source);
		}
		catch (UnreadableBodyException ex) {
			throw ex.inArgument(index, this.values.length);
		}
	}

	private static @Nullable JsonToken next(JsonParser source) throws IOException {
		try {
			return source.nextToken();
		}
		catch (IOException ex) {
			throw Problems.of(source, ex);
		}
	}

}
