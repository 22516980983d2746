package io.github.magiconion4j.protocol;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an envelope by index. An integer may have any MessagePack form
 * whose value fits, an array header any of its three; a length is checked against the
 * remaining bytes before anything is allocated.
 */
final class MessageReader {

	static final int NIL = 0xc0;

	private static final int GUID_LENGTH = 36;

	private final byte[] bytes;

	private int position;

	MessageReader(byte[] bytes) {
		this.bytes = bytes;
	}

	/** All remaining bytes, in any format. */
	Slice rest() {
		return new Slice(this.bytes, this.position, this.bytes.length - this.position);
	}

	/** The position of the next field. */
	int position() {
		return this.position;
	}

	/** The size of the array that starts here. */
	int array() {
		int at = this.position;
		long size = arrayOfAnySize();
		if (size > Short.MAX_VALUE) {
			throw new MalformedMessageException("an array of " + size + " is not part of an envelope", at);
		}
		return (int) size;
	}

	/** The same, with as many elements as the header says; fewer may follow. */
	long arrayOfAnySize() {
		int at = this.position;
		int code = code();
		if ((code & 0xf0) == 0x90) {
			return code & 0x0f;
		}
		if (code == 0xdc || code == 0xdd) {
			return unsigned((code == 0xdc) ? 2 : 4);
		}
		throw unexpected("an array", code, at);
	}

	int int32() {
		return (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
	}

	short int16() {
		return (short) integer(Short.MIN_VALUE, Short.MAX_VALUE);
	}

	int uint8() {
		return (int) integer(0, 0xff);
	}

	long int64() {
		return integer(Long.MIN_VALUE, Long.MAX_VALUE);
	}

	/**
	 * Reads an integer.
	 * @param otherwise the result if no integer that fits follows
	 */
	long int64(long otherwise) {
		int left = this.bytes.length - this.position - 1;
		if (left < 0) {
			return otherwise;
		}
		int code = this.bytes[this.position] & 0xff;
		if (code >= 0x80 && code < 0xe0) {
			boolean integer = code >= 0xcc && code <= 0xd3 && left >= 1 << (code & 3);
			boolean tooLarge = code == 0xcf && integer && this.bytes[this.position + 1] < 0;
			if (!integer || tooLarge) {
				return otherwise;
			}
		}
		return int64();
	}

	void nil() {
		int at = this.position;
		int code = code();
		if (code != NIL) {
			throw unexpected("nil", code, at);
		}
	}

	@Nullable String string() {
		int at = this.position;
		int code = code();
		if (code == NIL) {
			return null;
		}
		int length = take(stringLength(code, at));
		return new String(this.bytes, this.position - length, length, StandardCharsets.UTF_8);
	}

	UUID guid() {
		int at = this.position;
		String text = string();
		if (text == null || text.length() != GUID_LENGTH) {
			throw new MalformedMessageException("expected a Guid as a string of 36 characters", at);
		}
		for (int i = 0; i < GUID_LENGTH; i++) {
			char c = text.charAt(i);
			boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
			if (hyphen ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
				throw new MalformedMessageException("expected a Guid, but its character " + (i + 1) + " is wrong", at);
			}
		}
		return UUID.fromString(text);
	}

	/** Whether the next value is nil. */
	boolean isNil() {
		return this.position < this.bytes.length && (this.bytes[this.position] & 0xff) == NIL;
	}

	/** The key of a member of a group: see {@link GroupMessage}. */
	Object key() {
		int at = this.position;
		int code = code();
		if (code >= 0xc4 && code <= 0xc6) {
			int length = take(unsigned(1 << (code - 0xc4)));
			if (length == Guids.LENGTH) {
				return Guids.read(this.bytes, this.position - length);
			}
		}
		else if (code >= 0xa0 && code < 0xc0 || code >= 0xd9 && code <= 0xdb) {
			int length = take(stringLength(code, at));
			return new String(this.bytes, this.position - length, length, StandardCharsets.UTF_8);
		}
		this.position = at;
		skip();
		return new Slice(this.bytes, at, this.position - at);
	}

	/** Skips one value of any type and depth. */
	void skip() {
		for (long left = 1; left > 0; left--) {
			left += skipHead();
		}
	}

	/**
	 * Skips a value, except for the elements of a container. Returns the number of those.
	 */
	private long skipHead() {
		int at = this.position;
		int code = code();
		if (code < 0x80 || code >= 0xe0 || code == NIL || code == 0xc2 || code == 0xc3) {
			return 0;
		}
		if (code < 0x90) {
			return 2L * (code & 0x0f);
		}
		if (code < 0xa0) {
			return code & 0x0f;
		}
		switch (code) {
			case 0xdc, 0xdd -> {
				return unsigned((code == 0xdc) ? 2 : 4);
			}
			case 0xde, 0xdf -> {
				return 2 * unsigned((code == 0xde) ? 2 : 4);
			}
			case 0xc4, 0xc5, 0xc6 -> take(unsigned(1 << (code - 0xc4)));
			case 0xc7, 0xc8, 0xc9 -> take(unsigned(1 << (code - 0xc7)) + 1);
			case 0xca -> take(4);
			case 0xcb -> take(8);
			case 0xcc, 0xcd, 0xce, 0xcf -> take(1L << (code - 0xcc));
			case 0xd0, 0xd1, 0xd2, 0xd3 -> take(1L << (code - 0xd0));
			case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> take(1 + (1L << (code - 0xd4)));
			default -> take(stringLength(code, at));
		}
		return 0;
	}

	private long integer(long min, long max) {
		int at = this.position;
		int code = code();
		long value;
		if (code < 0x80) {
			value = code;
		}
		else if (code >= 0xe0) {
			value = (byte) code;
		}
		else if (code >= 0xcc && code <= 0xcf) {
			value = unsigned(1 << (code - 0xcc));
			if (value < 0) {
				throw new MalformedMessageException(Long.toUnsignedString(value) + " does not fit", at);
			}
		}
		else if (code >= 0xd0 && code <= 0xd3) {
			int width = 1 << (code - 0xd0);
			int unused = Long.SIZE - Byte.SIZE * width;
			value = unsigned(width) << unused >> unused;
		}
		else {
			throw unexpected("an integer", code, at);
		}
		if (value < min || value > max) {
			throw new MalformedMessageException(value + " does not fit " + min + ".." + max, at);
		}
		return value;
	}

	private long stringLength(int code, int at) {
		if (code >= 0xa0 && code < 0xc0) {
			return code & 0x1f;
		}
		if (code >= 0xd9 && code <= 0xdb) {
			return unsigned(1 << (code - 0xd9));
		}
		throw unexpected("a string", code, at);
	}

	private long unsigned(int width) {
		take(width);
		long value = 0;
		for (int i = this.position - width; i < this.position; i++) {
			value = value << 8 | this.bytes[i] & 0xff;
		}
		return value;
	}

	private int code() {
		take(1);
		return this.bytes[this.position - 1] & 0xff;
	}

	/** Advances the position, if that many bytes remain. */
	private int take(long count) {
		int left = this.bytes.length - this.position;
		if (count > left) {
			throw new MalformedMessageException("it ends too early: " + count + " bytes wanted, " + left + " left",
					this.bytes.length);
		}
		this.position += (int) count;
		return (int) count;
	}

	private static MalformedMessageException unexpected(String wanted, int code, int at) {
		return new MalformedMessageException("expected " + wanted + ", found 0x" + Integer.toHexString(code), at);
	}

}
