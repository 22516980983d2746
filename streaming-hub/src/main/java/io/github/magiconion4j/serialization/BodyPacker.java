package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;

import io.github.magiconion4j.internal.text.Utf8;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.buffer.MessageBufferOutput;
import org.msgpack.core.buffer.OutputStreamBufferOutput;

/**
 * Lets through values that are MessagePack already: msgpack-jackson has no way to write
 * an integer in full width, nor a key of a map that is neither text nor a number.
 */
final class BodyPacker extends MessagePacker {

	private BodyPacker(MessageBufferOutput target, MessagePack.PackerConfig config) {
		super(target, config);
	}

	@Override
	public MessagePacker packBigInteger(BigInteger value) throws IOException {
		return (value instanceof Encoded encoded) ? writePayload(encoded.bytes) : super.packBigInteger(value);
	}

	@Override
	public MessagePacker packString(String text) throws IOException {
		byte[] utf8 = Utf8.bytes(text);
		packRawStringHeader(utf8.length);
		return writePayload(utf8);
	}

	/**
	 * A value in its MessagePack form. It is no number but for the library, which would
	 * not take it otherwise.
	 */
	static final class Encoded extends BigInteger {

		private static final long serialVersionUID = 1L;

		private final transient byte[] bytes;

		Encoded(byte[] bytes) {
			super(1, new byte[0]);
			this.bytes = bytes;
		}

	}

	/**
	 * Gives each generator a small buffer of its own: a new one of the library's has 8
	 * KB, and the one that it can share among the generators of a thread mixes up those
	 * that write at the same time.
	 */
	static final class Config extends MessagePack.PackerConfig {

		private static final int BUFFER_SIZE = 256;

		private final OutputStream target;

		Config(OutputStream target) {
			this.target = target;
		}

		@Override
		public MessagePacker newPacker(MessageBufferOutput shared) {
			return new BodyPacker(new OutputStreamBufferOutput(this.target, BUFFER_SIZE), this);
		}

	}

}
