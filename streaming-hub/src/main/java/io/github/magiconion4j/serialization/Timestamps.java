package io.github.magiconion4j.serialization;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * C#'s {@code DateTime} as a MessagePack timestamp, from the year 1 to 9999 in ticks of
 * 100 ns. Digits below a tick are dropped, as in C#.
 */
final class Timestamps {

	/** The extension type of timestamps. */
	static final byte EXTENSION = -1;

	private static final int NANOS_PER_TICK = 100;

	private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.9999999Z");

	private static final int NANOS_PER_SECOND = 1_000_000_000;

	private static final int SECONDS_BITS = 34;

	private Timestamps() {
	}

	/**
	 * Encodes the data of the extension.
	 * @throws DateTimeException if the time is out of C#'s range
	 */
	static byte[] write(Instant instant) {
		Instant time = check(instant);
		long seconds = time.getEpochSecond();
		int nanos = time.getNano();
		if (seconds >>> SECONDS_BITS != 0) {
			return ByteBuffer.allocate(Integer.BYTES + Long.BYTES).putInt(nanos).putLong(seconds).array();
		}
		if (nanos != 0 || seconds >>> Integer.SIZE != 0) {
			return ByteBuffer.allocate(Long.BYTES).putLong((long) nanos << SECONDS_BITS | seconds).array();
		}
		return ByteBuffer.allocate(Integer.BYTES).putInt((int) seconds).array();
	}

	/**
	 * Decodes the data of the extension.
	 * @throws DateTimeException if the data is invalid, or the time is out of C#'s range
	 */
	static Instant read(ByteBuffer bytes) {
		return switch (bytes.remaining()) {
			case 4 -> instant(bytes.getInt() & 0xffff_ffffL, 0);
			case 8 -> {
				long both = bytes.getLong();
				yield instant(both & (1L << SECONDS_BITS) - 1, both >>> SECONDS_BITS);
			}
			case 12 -> {
				long nanos = bytes.getInt() & 0xffff_ffffL;
				yield instant(bytes.getLong(), nanos);
			}
			default -> throw new DateTimeException("a timestamp cannot have " + bytes.remaining() + " bytes");
		};
	}

	private static Instant instant(long seconds, long nanos) {
		if (nanos >= NANOS_PER_SECOND) {
			throw new DateTimeException("a timestamp cannot have " + nanos + " nanoseconds");
		}
		return check(Instant.ofEpochSecond(seconds, nanos));
	}

	static Instant check(Instant time) {
		int nanos = time.getNano();
		Instant dropped = Instant.ofEpochSecond(time.getEpochSecond(), nanos - nanos % NANOS_PER_TICK);
		if (dropped.isBefore(FIRST) || dropped.isAfter(LAST)) {
			throw new DateTimeException("the year is not between 1 and 9999");
		}
		return dropped;
	}

}
