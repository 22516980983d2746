package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body, item by item, each in the shortest form that MessagePack has for
 * it. How much an array or a map has in it is put before it when it ends.
 */
final class MessagePackOutput {

	private static final int FIXED = 1;

	private static final int BITS_16 = 3;

	private static final int BITS_32 = 5;

	private byte[] bytes = new byte[128];

	private int length;

	private @Nullable Container container;

	private int depth;

	/** How many arrays and maps are open. */
	int depth() {
		return this.depth;
	}

	void nil() {
		item(1);
		put(0xc0);
	}

	void bool(boolean value) {
		item(1);
		put(value ? 0xc3 : 0xc2);
	}

	void integer(long value) {
		if (value >= 0) {
			positive(value);
		}
		else if (value >= -32) {
			item(1);
			put((int) value);
		}
		else if (value >= Byte.MIN_VALUE) {
			int8((byte) value);
		}
		else if (value >= Short.MIN_VALUE) {
			int16((short) value);
		}
		else if (value >= Integer.MIN_VALUE) {
			int32((int) value);
		}
		else {
			int64(value);
		}
	}

	private void positive(long value) {
		if (value < 1 << 7) {
			item(1);
			put((int) value);
		}
		else if (value < 1 << 8) {
			number(0xcc, value, Byte.BYTES);
		}
		else if (value < 1 << 16) {
			number(0xcd, value, Short.BYTES);
		}
		else if (value < 1L << 32) {
			number(0xce, value, Integer.BYTES);
		}
		else {
			uint64(value);
		}
	}

	void uint64(long bits) {
		number(0xcf, bits, Long.BYTES);
	}

	void int8(byte value) {
		number(0xd0, value, Byte.BYTES);
	}

	void int16(short value) {
		number(0xd1, value, Short.BYTES);
	}

	void int32(int value) {
		number(0xd2, value, Integer.BYTES);
	}

	void int64(long value) {
		number(0xd3, value, Long.BYTES);
	}

	void float32(float value) {
		number(0xca, Float.floatToRawIntBits(value), Float.BYTES);
	}

	void float64(double value) {
		number(0xcb, Double.doubleToRawLongBits(value), Double.BYTES);
	}

	void text(String value) {
		byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
		text(utf8, 0, utf8.length);
	}

	void text(byte[] utf8, int offset, int count) {
		item(BITS_32 + count);
		if (count < 32) {
			put(0xa0 | count);
		}
		else {
			size(0xd9, count);
		}
		append(utf8, offset, count);
	}

	void binary(byte[] source, int offset, int count) {
		item(BITS_32 + count);
		size(0xc4, count);
		append(source, offset, count);
	}

	/** An item that is written already. */
	void raw(byte[] encoded) {
		item(encoded.length);
		append(encoded, 0, encoded.length);
	}

	/**
	 * Begins an array or a map.
	 * @param expected how many elements or entries it is likely to have
	 */
	void begin(int expected) {
		int header = headerSize(expected);
		item(header);
		this.container = new Container(this.container, this.length, header);
		this.length += header;
		this.depth++;
	}

	void endArray() {
		Container array = end();
		header(array, 0x90, 0xdc, array.items);
	}

	void endMap() {
		Container map = end();
		header(map, 0x80, 0xde, map.items / 2);
	}

	void writeTo(OutputStream target) throws IOException {
		target.write(this.bytes, 0, this.length);
		this.length = 0;
	}

	private Container end() {
		Container ended = this.container;
		if (ended == null) {
			throw new IllegalStateException("No array or map is open");
		}
		this.container = ended.parent;
		this.depth--;
		return ended;
	}

	private void header(Container ended, int fixed, int bits16, int size) {
		int header = headerSize(size);
		int from = ended.start + ended.header;
		int to = ended.start + header;
		ensure(to - from);
		System.arraycopy(this.bytes, from, this.bytes, to, this.length - from);
		int end = this.length + to - from;
		this.length = ended.start;
		switch (header) {
			case FIXED -> put(fixed | size);
			case BITS_16 -> put(bits16, size, Short.BYTES);
			default -> put(bits16 + 1, size, Integer.BYTES);
		}
		this.length = end;
	}

	private static int headerSize(int size) {
		if (size < 1 << 4) {
			return FIXED;
		}
		return (size < 1 << 16) ? BITS_16 : BITS_32;
	}

	private void size(int code, int size) {
		if (size < 1 << 8) {
			put(code, size, Byte.BYTES);
		}
		else if (size < 1 << 16) {
			put(code + 1, size, Short.BYTES);
		}
		else {
			put(code + 2, size, Integer.BYTES);
		}
	}

	private void number(int code, long value, int size) {
		item(1 + size);
		put(code, value, size);
	}

	/** One more in the array or map that is open, of at most so many bytes. */
	private void item(int size) {
		ensure(size);
		if (this.container != null) {
			this.container.items++;
		}
	}

	private void put(int code, long value, int size) {
		put(code);
		for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
			put((int) (value >>> shift));
		}
	}

	private void put(int b) {
		this.bytes[this.length++] = (byte) b;
	}

	private void append(byte[] source, int offset, int count) {
		System.arraycopy(source, offset, this.bytes, this.length, count);
		this.length += count;
	}

	private void ensure(int count) {
		if (count > this.bytes.length - this.length) {
			long wanted = Math.max((long) this.length + count, 2L * this.bytes.length);
			this.bytes = Arrays.copyOf(this.bytes, Math.toIntExact(Math.min(wanted, Integer.MAX_VALUE - 8)));
		}
	}

	private static final class Container {

		final @Nullable Container parent;

		final int start;

		/** How many bytes are kept for its header. */
		final int header;

		int items;

		Container(@Nullable Container parent, int start, int header) {
			this.parent = parent;
			this.start = start;
			this.header = header;
		}

	}

}
