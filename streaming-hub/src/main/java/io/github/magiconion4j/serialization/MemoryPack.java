package io.github.magiconion4j.serialization;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds out whether a body is of MemoryPack, which has no types on the wire: it can be
 * told of the length of a number or a text, where that is not one whole value of
 * MessagePack, as MessagePack-CSharp writes it.
 */
final class MemoryPack {

	private static final String HINT = ": is it MemoryPack? Both sides need MessagePack";

	private MemoryPack() {
	}

	/**
	 * Checks a body whose first value ends before it does, and that MessagePack would
	 * take for that value.
	 * @throws UnreadableBodyException if it is more likely MemoryPack
	 */
	static void reject(byte[] bytes, int offset, int length) throws UnreadableBodyException {
		if (isNumber(length) || isText(bytes, offset, length)) {
			throw new UnreadableBodyException("more follows after the value" + HINT, null);
		}
	}

	/** Says what a body may be that cannot be read. */
	static UnreadableBodyException named(UnreadableBodyException failure, byte[] bytes, int offset, int length) {
		if (failure.problem().endsWith(HINT)) {
			return failure;
		}
		boolean more;
		try {
			more = BodyScanner.end(bytes, offset, offset + length) < offset + length;
		}
		catch (UnreadableBodyException ex) { // it ends too early, or is none at all
			more = isNumber(length) || isText(bytes, offset, length);
		}
		return more ? failure.withHint(HINT) : failure;
	}

	/** Nothing is a byte that is 0. */
	static UnreadableBodyException namedNil(UnreadableBodyException failure, byte[] bytes, int offset, int length) {
		return (length == 1 && bytes[offset] == 0) ? failure.withHint(HINT) : failure;
	}

	private static boolean isNumber(int length) {
		return length == Integer.BYTES || length == Long.BYTES;
	}

	/** The length in UTF-8, inverted, the length in characters, and the text. */
	private static boolean isText(byte[] bytes, int offset, int length) {
		if (length < 2 * Integer.BYTES) {
			return false;
		}
		int inverted = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN).getInt();
		return ~inverted == length - 2 * Integer.BYTES;
	}

}
