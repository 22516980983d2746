package io.github.magiconion4j.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Guids in the memory layout of .NET: an int and two shorts in little-endian order, then
 * 8 bytes.
 */
final class Guids {

	static final int LENGTH = 16;

	private Guids() {
	}

	static UUID read(byte[] source, int at) {
		ByteBuffer buffer = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
		long high = Integer.toUnsignedLong(buffer.getInt(at)) << 32
				| Short.toUnsignedLong(buffer.getShort(at + 4)) << 16 | Short.toUnsignedLong(buffer.getShort(at + 6));
		return new UUID(high, buffer.order(ByteOrder.BIG_ENDIAN).getLong(at + 8));
	}

	static void write(UUID id, byte[] target, int at) {
		long high = id.getMostSignificantBits();
		ByteBuffer.wrap(target)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putInt(at, (int) (high >>> 32))
			.putShort(at + 4, (short) (high >>> 16))
			.putShort(at + 6, (short) high)
			.order(ByteOrder.BIG_ENDIAN)
			.putLong(at + 8, id.getLeastSignificantBits());
	}

}
