package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a method with several parameters: an array of them (MagicOnion's
 * {@code DynamicArgumentTuple}).
 */
record ArgumentsCodec(ObjectMapper mapper, List<ValueCodec> values) implements BodyCodec<@Nullable Object[]> {

	@Override
	public void write(@Nullable Object @Nullable [] arguments, OutputStream target) throws IOException {
		Objects.requireNonNull(arguments);
		try (JsonGenerator generator = this.mapper.createGenerator(target)) {
			generator.writeStartArray(arguments, this.values.size());
			for (int i = 0; i < this.values.size(); i++) {
				this.values.get(i).write(arguments[i], generator);
			}
			generator.writeEndArray();
		}
	}

	@Override
	public @Nullable Object[] read(byte[] bytes, int offset, int length) throws IOException {
		try (JsonParser source = this.mapper.createParser(bytes, offset, length)) {
			if (next(source) != JsonToken.START_ARRAY) {
				throw new UnreadableBodyException(
						"expected an array of " + this.values.size() + ", found " + Problems.found(source), null);
			}
			@Nullable Object[] arguments = new @Nullable Object[this.values.size()];
			boolean ended = false;
			for (int i = 0; i < arguments.length; i++) {
				ended = ended || next(source) == JsonToken.END_ARRAY;
				arguments[i] = ended ? this.values.get(i).absent() : read(source, i);
			}
			return arguments;
		}
	}

	private @Nullable Object read(JsonParser source, int index) throws IOException {
		try {
			return this.values.get(index).read(source);
		}
		catch (UnreadableBodyException ex) {
			throw ex.inArgument(index, this.values.size());
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
