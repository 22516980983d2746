package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Writes and reads bodies without compression. If a body cannot be read, the exception
 * names the likely cause, such as compression or MemoryPack on the other side.
 *
 * @param <T> the type of the body's value
 */
record PlainCodec<T>(BodyCodec<T> body) implements BodyCodec<T> {

	@Override
	public void write(@Nullable T value, OutputStream target) throws IOException {
		this.body.write(value, target);
	}

	@Override
	public @Nullable T read(byte[] bytes, int offset, int length) throws IOException {
		try {
			return this.body.read(bytes, offset, length);
		}
		catch (UnreadableBodyException ex) {
			if (Lz4Form.of(bytes, offset, length) != Lz4Form.NONE) {
				throw new UnreadableBodyException(
						"the body is compressed with LZ4, which is disabled here: "
								+ "set magiconion.streaming-hub.server.compression (in a client: .client.compression)",
						ex);
			}
			throw MemoryPack.named(ex, bytes, offset, length);
		}
	}

}
