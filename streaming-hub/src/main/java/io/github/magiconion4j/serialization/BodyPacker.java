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
 * Passes through values that are already encoded as MessagePack, because msgpack-jackson
 * can write neither integers in full width nor map keys other than text and numbers.
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
	 * An encoded MessagePack value. It extends a number only because the library accepts
	 * no other type here.
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
	 * Gives each generator a small buffer of its own. The library's buffer has 8 KB; the
	 * alternative, a buffer per thread, mixes up generators that write at the same time.
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
