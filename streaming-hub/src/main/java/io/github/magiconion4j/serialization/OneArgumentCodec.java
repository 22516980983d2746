package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The argument of a method with one parameter: the value itself.
 */
record OneArgumentCodec(BodyCodec<Object> value) implements BodyCodec<@Nullable Object[]> {

	@Override
	public void write(@Nullable Object @Nullable [] arguments, OutputStream target) throws IOException {
		this.value.write(Objects.requireNonNull(arguments)[0], target);
	}

	@Override
	public @Nullable Object[] read(byte[] bytes, int offset, int length) throws IOException {
		try {
			return new @Nullable Object[] { this.value.read(bytes, offset, length) };
		}
		catch (UnreadableBodyException ex) {
			throw ex.inArgument(0, 1);
		}
	}

}
