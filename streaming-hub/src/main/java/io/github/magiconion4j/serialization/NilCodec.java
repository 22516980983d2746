package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * The body without a value: nil.
 */
enum NilCodec implements BodyCodec<Object> {

	INSTANCE;

	private static final byte NIL = (byte) 0xc0;

	@Override
	public void write(@Nullable Object value, OutputStream target) throws IOException {
		target.write(NIL);
	}

	@Override
	public @Nullable Object read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0 || bytes[offset] != NIL) {
			UnreadableBodyException failure = new UnreadableBodyException("expected nil, found "
					+ ((length == 0) ? "nothing" : "0x" + Integer.toHexString(bytes[offset] & 0xff)), null);
			throw MemoryPack.namedNil(failure, bytes, offset, length);
		}
		return null;
	}

}
