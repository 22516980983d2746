package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/**
 * Reads both forms of compressed bodies of MessagePack-CSharp, and writes one of them. It
 * needs the library {@code lz4-java}. Thread-safe.
 */
final class Lz4 {

	/** Smaller bodies are not compressed. */
	static final int MIN_LENGTH = 64;

	/** The highest possible compression ratio of LZ4. */
	private static final int MAX_RATIO = 255;

	private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();

	private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();

	private final boolean array;

	private final long maxSize;

	/**
	 * Creates a codec.
	 * @param array whether the form with several blocks is written
	 * @param maxSize the largest size of a decompressed body in bytes
	 */
	Lz4(boolean array, long maxSize) {
		this.array = array;
		this.maxSize = maxSize;
	}

	/** Decompresses a body; {@code null} if it is not compressed. */
	byte @Nullable [] decompressed(byte[] bytes, int offset, int length) throws IOException {
		Lz4Form form = Lz4Form.of(bytes, offset, length);
		if (form == Lz4Form.NONE) {
			return null;
		}
		BodyScanner.end(bytes, offset, offset + length);
		try (MessageUnpacker source = MessagePack.newDefaultUnpacker(bytes, offset, length)) {
			return (form == Lz4Form.BLOCK) ? block(source) : blocks(source);
		}
		catch (MessagePackException | LZ4Exception ex) {
			throw new UnreadableBodyException("the body is not valid LZ4", ex);
		}
	}

	private byte[] block(MessageUnpacker source) throws IOException {
		byte[] data = source.readPayload(source.unpackExtensionTypeHeader().getLength());
		try (MessageUnpacker extension = MessagePack.newDefaultUnpacker(data)) {
			long size = extension.unpackInt();
			int start = (int) extension.getTotalReadBytes();
			byte[] result = allocate(size, data.length - start);
			decompress(data, start, data.length - start, result, 0, result.length);
			return result;
		}
	}

	private byte[] blocks(MessageUnpacker source) throws IOException {
		int count = source.unpackArrayHeader() - 1;
		if (count < 1) {
			throw new UnreadableBodyException("the body is not valid LZ4", null);
		}
		int[] sizes = new int[count];
		long total = 0;
		try (MessageUnpacker extension = MessagePack
			.newDefaultUnpacker(source.readPayload(source.unpackExtensionTypeHeader().getLength()))) {
			for (int i = 0; i < count; i++) {
				sizes[i] = extension.unpackInt();
				checkSize(sizes[i]);
				total += sizes[i];
				checkSize(total);
			}
		}
		ByteArrayOutputStream result = new ByteArrayOutputStream();
		for (int size : sizes) {
			byte[] data = source.readPayload(source.unpackBinaryHeader());
			byte[] block = allocate(size, data.length);
			decompress(data, 0, data.length, block, 0, size);
			result.writeBytes(block);
		}
		return result.toByteArray();
	}

	private byte[] allocate(long size, int compressed) throws UnreadableBodyException {
		checkSize(size);
		if (size > (long) MAX_RATIO * compressed) {
			throw new UnreadableBodyException("the body is not valid LZ4", null);
		}
		return new byte[(int) size];
	}

	private void checkSize(long size) throws UnreadableBodyException {
		if (size < 0 || size > this.maxSize) {
			throw new UnreadableBodyException(
					"the body has more than " + this.maxSize + " bytes when it is decompressed", null);
		}
	}

	private void decompress(byte[] data, int start, int length, byte[] result, int at, int size)
			throws UnreadableBodyException {
		if (this.decompressor.decompress(data, start, length, result, at, size) != size) {
			throw new UnreadableBodyException("the body is not valid LZ4", null);
		}
	}

	/** Writes a body, compressed if it is large enough. */
	void write(byte[] body, OutputStream target) throws IOException {
		if (body.length < MIN_LENGTH) {
			target.write(body);
			return;
		}
		byte[] buffer = new byte[this.compressor.maxCompressedLength(body.length)];
		byte[] data = Arrays.copyOf(buffer, this.compressor.compress(body, 0, body.length, buffer, 0, buffer.length));
		ByteArrayOutputStream encoded = new ByteArrayOutputStream(data.length + 32);
		if (this.array) {
			writeArray(body.length, data, encoded);
		}
		else {
			writeBlock(body.length, data, encoded);
		}
		encoded.writeTo(target);
	}

	private static void writeBlock(int size, byte[] data, ByteArrayOutputStream target) throws IOException {
		try (MessagePacker packer = MessagePack.newDefaultPacker(target)) {
			packer.packExtensionTypeHeader(Lz4Form.BLOCK.extension(), 1 + Integer.BYTES + data.length);
		}
		target.write(0xd2); // in full width, as C# writes it
		new DataOutputStream(target).writeInt(size);
		target.writeBytes(data);
	}

	private static void writeArray(int size, byte[] data, ByteArrayOutputStream target) throws IOException {
		ByteArrayOutputStream sizes = new ByteArrayOutputStream();
		try (MessagePacker packer = MessagePack.newDefaultPacker(sizes)) {
			packer.packInt(size);
		}
		try (MessagePacker packer = MessagePack.newDefaultPacker(target)) {
			packer.packArrayHeader(2);
			packer.packExtensionTypeHeader(Lz4Form.BLOCK_ARRAY.extension(), sizes.size());
			packer.writePayload(sizes.toByteArray());
			packer.packBinaryHeader(data.length);
			packer.writePayload(data);
		}
	}

}
