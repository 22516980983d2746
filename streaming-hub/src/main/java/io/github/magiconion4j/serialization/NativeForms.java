package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads the forms of MessagePack-CSharp's native resolvers, if enabled: the memory of a
 * {@code Guid} and a {@code decimal}, and {@code DateTime.ToBinary}.
 */
final class NativeForms {

	private static final int LENGTH = 16;

	private static final int TICKS_BITS = 62;

	private static final long TICKS_PER_SECOND = 10_000_000;

	private static final long TICKS_PER_DAY = 24 * 60 * 60 * TICKS_PER_SECOND;

	private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

	private NativeForms() {
	}

	/**
	 * A time as an integer: ticks since the year 1 in UTC, and the kind in the two
	 * highest bits.
	 */
	static @Nullable Instant instant(JsonParser source) throws IOException {
		if (!source.hasToken(JsonToken.VALUE_NUMBER_INT) || !read(source)) {
			return null;
		}
		long ticks = source.getLongValue() & (1L << TICKS_BITS) - 1;
		if (ticks >= (1L << TICKS_BITS) - TICKS_PER_DAY) { // a local time at the year 1
			ticks -= 1L << TICKS_BITS;
		}
		return Timestamps.check(Instant.ofEpochSecond(FIRST_SECOND + Math.floorDiv(ticks, TICKS_PER_SECOND),
				Math.floorMod(ticks, TICKS_PER_SECOND) * 100));
	}

	/** The first three parts of an id are little-endian. */
	static @Nullable UUID guid(JsonParser source) throws IOException {
		ByteBuffer bytes = bytes(source);
		if (bytes == null) {
			return null;
		}
		long high = (bytes.getInt() & 0xffff_ffffL) << 32 | (bytes.getShort() & 0xffffL) << 16
				| bytes.getShort() & 0xffffL;
		return new UUID(high, bytes.order(ByteOrder.BIG_ENDIAN).getLong());
	}

	/** Sign and scale, then 96 bits, starting with the highest 32. */
	static @Nullable BigDecimal decimal(JsonParser source) throws IOException {
		ByteBuffer bytes = bytes(source);
		if (bytes == null) {
			return null;
		}
		int flags = bytes.getInt();
		int high = bytes.getInt();
		long low = bytes.getLong();
		BigInteger digits = new BigInteger(1, ByteBuffer.allocate(12).putInt(high).putLong(low).array());
		return Decimals.check(new BigDecimal((flags < 0) ? digits.negate() : digits, flags >> 16 & 0xff));
	}

	private static @Nullable ByteBuffer bytes(JsonParser source) throws IOException {
		return (source.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT) && read(source)
				&& source.getEmbeddedObject() instanceof byte[] bytes && bytes.length == LENGTH)
						? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN) : null;
	}

	private static boolean read(JsonParser source) {
		return source instanceof BodyParser parser && parser.readsNativeForms();
	}

}
