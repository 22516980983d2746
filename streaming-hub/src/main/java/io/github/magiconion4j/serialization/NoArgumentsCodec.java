package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a method without parameters: nil.
 */
record NoArgumentsCodec() implements BodyCodec<@Nullable Object[]> {

	private static final @Nullable Object[] NONE = {};

	@Override
	public void write(@Nullable Object @Nullable [] value, OutputStream target) throws IOException {
		NilCodec.INSTANCE.write(null, target);
	}

	@Override
	public @Nullable Object[] read(byte[] bytes, int offset, int length) throws IOException {
		NilCodec.INSTANCE.read(bytes, offset, length);
		return NONE;
	}

}
