package io.github.magiconion4j.serialization;

/**
 * Validates a body before it is parsed: every length is checked against the remaining
 * bytes, so that a false length causes no allocation, and the nesting depth against a
 * limit, so that the stack does not overflow.
 */
final class BodyScanner {

	/** The limit of {@code MessagePackSecurity} in MessagePack-CSharp. */
	static final int MAX_DEPTH = 500;

	private final byte[] bytes;

	private final int end;

	private int position;

	private BodyScanner(byte[] bytes, int start, int end) {
		this.bytes = bytes;
		this.position = start;
		this.end = end;
	}

	/**
	 * Finds the end of the body's first value.
	 * @throws UnreadableBodyException if it is not a valid value, or is nested too deeply
	 */
	static int end(byte[] bytes, int start, int end) throws UnreadableBodyException {
		BodyScanner scanner = new BodyScanner(bytes, start, end);
		scanner.value(0);
		return scanner.position;
	}

	private void value(int depth) throws UnreadableBodyException {
		int code = (int) unsigned(1);
		if (code < 0x80 || code >= 0xe0) {
			return;
		}
		if (code < 0x90) {
			values(2L * (code & 0x0f), depth);
		}
		else if (code < 0xa0) {
			values(code & 0x0f, depth);
		}
		else if (code < 0xc0) {
			skip(code & 0x1f);
		}
		else {
			longValue(code, depth);
		}
	}

	private void longValue(int code, int depth) throws UnreadableBodyException {
		switch (code) {
			case 0xc0, 0xc2, 0xc3 -> {
				// nil, false and true
			}
			case 0xc4, 0xc5, 0xc6 -> skip(unsigned(1 << (code - 0xc4)));
			case 0xc7, 0xc8, 0xc9 -> skip(unsigned(1 << (code - 0xc7)) + 1);
			case 0xca -> skip(Float.BYTES);
			case 0xcb -> skip(Double.BYTES);
			case 0xcc, 0xcd, 0xce, 0xcf -> skip(1L << (code - 0xcc));
			case 0xd0, 0xd1, 0xd2, 0xd3 -> skip(1L << (code - 0xd0));
			case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> skip(1 + (1L << (code - 0xd4)));
			case 0xd9, 0xda, 0xdb -> skip(unsigned(1 << (code - 0xd9)));
			case 0xdc, 0xdd -> values(unsigned(2 << (code - 0xdc)), depth);
			case 0xde, 0xdf -> values(2 * unsigned(2 << (code - 0xde)), depth);
			default ->
				throw new UnreadableBodyException("0x" + Integer.toHexString(code) + " is not MessagePack", null);
		}
	}

	private void values(long count, int depth) throws UnreadableBodyException {
		if (depth == MAX_DEPTH) {
			throw new UnreadableBodyException("the body is nested deeper than " + MAX_DEPTH, null);
		}
		checkLeft(count); // each element takes at least one byte
		for (long i = 0; i < count; i++) {
			value(depth + 1);
		}
	}

	private void skip(long count) throws UnreadableBodyException {
		checkLeft(count);
		this.position += (int) count;
	}

	private long unsigned(int width) throws UnreadableBodyException {
		skip(width);
		long value = 0;
		for (int i = this.position - width; i < this.position; i++) {
			value = value << Byte.SIZE | this.bytes[i] & 0xff;
		}
		return value;
	}

	private void checkLeft(long count) throws UnreadableBodyException {
		if (count > this.end - this.position) {
			throw new UnreadableBodyException("the body ends too early", null);
		}
	}

}
