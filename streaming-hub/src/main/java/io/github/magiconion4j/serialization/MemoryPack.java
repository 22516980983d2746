package io.github.magiconion4j.serialization;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Recognizes bodies that were probably written by MemoryPack, for better error messages.
 * MemoryPack has no types on the wire; it is recognized by the length of a number or a
 * text that is not one complete MessagePack value.
 */
final class MemoryPack {

	private static final String HINT = ": is it MemoryPack? Both sides must use MessagePack";

	private MemoryPack() {
	}

	/**
	 * Checks a body that is longer than its first value, which MessagePack itself would
	 * accept.
	 * @throws UnreadableBodyException if it is more likely MemoryPack
	 */
	static void reject(byte[] bytes, int offset, int length) throws UnreadableBodyException {
		if (isNumber(length) || isText(bytes, offset, length)) {
			throw new UnreadableBodyException("there are bytes after the value" + HINT, null);
		}
	}

	/** Adds a hint to the failure of an unreadable body. */
	static UnreadableBodyException named(UnreadableBodyException failure, byte[] bytes, int offset, int length) {
		if (failure.problem().endsWith(HINT)) {
			return failure;
		}
		boolean more;
		try {
			more = BodyScanner.end(bytes, offset, offset + length) < offset + length;
		}
		catch (UnreadableBodyException ex) { // it ends too early, or is not MessagePack
												// at all
			more = isNumber(length) || isText(bytes, offset, length);
		}
		return more ? failure.withHint(HINT) : failure;
	}

	/** In MemoryPack, nothing is written as one byte 0. */
	static UnreadableBodyException namedNil(UnreadableBodyException failure, byte[] bytes, int offset, int length) {
		return (length == 1 && bytes[offset] == 0) ? failure.withHint(HINT) : failure;
	}

	private static boolean isNumber(int length) {
		return length == Integer.BYTES || length == Long.BYTES;
	}

	/**
	 * Text in MemoryPack: the inverted length in UTF-8, the length in characters, and the
	 * text.
	 */
	private static boolean isText(byte[] bytes, int offset, int length) {
		if (length < 2 * Integer.BYTES) {
			return false;
		}
		int inverted = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN).getInt();
		return ~inverted == length - 2 * Integer.BYTES;
	}

}
