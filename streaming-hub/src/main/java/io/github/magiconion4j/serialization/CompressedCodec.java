package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Bodies that may be compressed.
 *
 * @param <T> the type of the body's value
 */
record CompressedCodec<T>(BodyCodec<T> body, Lz4 lz4) implements BodyCodec<T> {

	@Override
	public void write(@Nullable T value, OutputStream target) throws IOException {
		ByteArrayOutputStream plain = new ByteArrayOutputStream();
		this.body.write(value, plain);
		this.lz4.write(plain.toByteArray(), target);
	}

	@Override
	public @Nullable T read(byte[] bytes, int offset, int length) throws IOException {
		byte[] plain = this.lz4.decompressed(bytes, offset, length);
		return (plain != null) ? this.body.read(plain, 0, plain.length) : this.body.read(bytes, offset, length);
	}

}
