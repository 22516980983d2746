package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a method with several parameters: an array of them (MagicOnion's
 * {@code DynamicArgumentTuple}).
 */
final class ArgumentsCodec implements BodyCodec<@Nullable Object[]> {

	private final ObjectMapper mapper;

	private final ObjectWriter[] writers;

	private final ObjectReader[] readers;

	private final @Nullable Object[] zeros;

	ArgumentsCodec(ObjectMapper mapper, ObjectWriter[] writers, ObjectReader[] readers, @Nullable Object[] zeros) {
		this.mapper = mapper;
		this.writers = writers;
		this.readers = readers;
		this.zeros = zeros;
	}

	@Override
	public void write(@Nullable Object @Nullable [] arguments, OutputStream target) throws IOException {
		Objects.requireNonNull(arguments);
		try (JsonGenerator generator = this.mapper.createGenerator(target)) {
			generator.writeStartArray(arguments, this.writers.length);
			for (int i = 0; i < this.writers.length; i++) {
				this.writers[i].writeValue(generator, arguments[i]);
			}
			generator.writeEndArray();
		}
	}

	@Override
	public @Nullable Object[] read(byte[] bytes, int offset, int length) throws IOException {
		@Nullable Object[] arguments = this.zeros.clone();
		try (JsonParser parser = this.mapper.createParser(bytes, offset, length)) {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				throw new IOException("Expected an array of " + this.readers.length + " arguments, found "
						+ Objects.requireNonNullElse(parser.currentToken(), "nothing"));
			}
			for (int i = 0; i < this.readers.length && parser.nextToken() != JsonToken.END_ARRAY; i++) {
				arguments[i] = this.readers[i].readValue(parser);
			}
		}
		return arguments;
	}

}
