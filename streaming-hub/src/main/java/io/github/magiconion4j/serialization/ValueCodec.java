package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.jspecify.annotations.Nullable;

/**
 * One value as Jackson writes and reads it.
 */
record ValueCodec(ObjectWriter writer, ObjectReader reader) implements BodyCodec<Object> {

	@Override
	public void write(@Nullable Object value, OutputStream target) throws IOException {
		this.writer.writeValue(target, value);
	}

	@Override
	public @Nullable Object read(byte[] bytes, int offset, int length) throws IOException {
		return this.reader.readValue(bytes, offset, length);
	}

}
