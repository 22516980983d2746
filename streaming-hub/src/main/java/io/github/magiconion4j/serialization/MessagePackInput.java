package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body, item by item. A length is compared with what is there before
 * anything is made of it, and skipping needs no stack.
 */
final class MessagePackInput {

	private final ByteBuffer bytes;

	/** An integer, or how many elements, entries or bytes there are. */
	private long number;

	private double floatingPoint;

	private NumberType numberType = NumberType.INT;

	/** Where text or bytes begin. */
	private int payload;

	private @Nullable Byte extension;

	MessagePackInput(byte[] bytes, int offset, int length) {
		this.bytes = ByteBuffer.wrap(bytes, offset, length);
	}

	int position() {
		return this.bytes.position();
	}

	void back(int position) {
		this.bytes.position(position);
	}

	boolean hasMore() {
		return this.bytes.hasRemaining();
	}

	/**
	 * Reads an item, except for the items that are in it.
	 */
	JsonToken next() throws IOException {
		try {
			return read(this.bytes.get() & 0xff);
		}
		catch (BufferUnderflowException ex) {
			throw endsTooEarly();
		}
	}

	/**
	 * Passes over items, and all that is in them.
	 */
	void skip(long items) throws IOException {
		for (long left = items; left > 0; left--) {
			JsonToken token = next();
			if (token == JsonToken.START_ARRAY) {
				left += this.number;
			}
			else if (token == JsonToken.START_OBJECT) {
				left += 2 * this.number;
			}
		}
	}

	/** The integer, if its type is not {@link NumberType#BIG_INTEGER}. */
	long integer() {
		return this.number;
	}

	/** How many elements, entries or bytes the item has. */
	long size() {
		return this.number;
	}

	/** By the item's form: 32 bits, 64 bits, or more than fits a {@code long}. */
	NumberType numberType() {
		return this.numberType;
	}

	Number numberValue() {
		return switch (this.numberType) {
			case INT -> (int) this.number;
			case LONG -> this.number;
			case FLOAT -> (float) this.floatingPoint;
			case DOUBLE -> this.floatingPoint;
			default -> new UnsignedLong(this.number).toBigInteger();
		};
	}

	String text() {
		return new String(this.bytes.array(), this.payload, (int) this.number, StandardCharsets.UTF_8);
	}

	/** The bytes of text, of binary data or of an extension. */
	ByteBuffer payload() {
		return this.bytes.slice(this.payload, (int) this.number);
	}

	/** The type of an extension; {@code null} for binary data. */
	@Nullable Byte extension() {
		return this.extension;
	}

	private JsonToken read(int code) throws IOException {
		if (code < 0x80 || code >= 0xe0) {
			return integer(NumberType.INT, (byte) code);
		}
		if (code < 0x90) {
			return map(code & 0x0f);
		}
		if (code < 0xa0) {
			return array(code & 0x0f);
		}
		if (code < 0xc0) {
			return text(code & 0x1f);
		}
		return switch (code) {
			case 0xc0 -> JsonToken.VALUE_NULL;
			case 0xc2 -> JsonToken.VALUE_FALSE;
			case 0xc3 -> JsonToken.VALUE_TRUE;
			case 0xc4 -> binary(uint8());
			case 0xc5 -> binary(uint16());
			case 0xc6 -> binary(uint32());
			case 0xc7 -> extension(uint8());
			case 0xc8 -> extension(uint16());
			case 0xc9 -> extension(uint32());
			case 0xca -> floatingPoint(NumberType.FLOAT, this.bytes.getFloat());
			case 0xcb -> floatingPoint(NumberType.DOUBLE, this.bytes.getDouble());
			case 0xcc -> integer(NumberType.INT, uint8());
			case 0xcd -> integer(NumberType.INT, uint16());
			case 0xce -> integer(NumberType.LONG, uint32());
			case 0xcf -> uint64(this.bytes.getLong());
			case 0xd0 -> integer(NumberType.INT, this.bytes.get());
			case 0xd1 -> integer(NumberType.INT, this.bytes.getShort());
			case 0xd2 -> integer(NumberType.INT, this.bytes.getInt());
			case 0xd3 -> integer(NumberType.LONG, this.bytes.getLong());
			case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(1 << (code - 0xd4));
			case 0xd9 -> text(uint8());
			case 0xda -> text(uint16());
			case 0xdb -> text(uint32());
			case 0xdc -> array(uint16());
			case 0xdd -> array(uint32());
			case 0xde -> map(uint16());
			case 0xdf -> map(uint32());
			default -> throw new JsonParseException(null, "0xc1 is no MessagePack");
		};
	}

	private int uint8() {
		return this.bytes.get() & 0xff;
	}

	private int uint16() {
		return this.bytes.getShort() & 0xffff;
	}

	private long uint32() {
		return this.bytes.getInt() & 0xffff_ffffL;
	}

	private JsonToken uint64(long bits) {
		return integer((bits >= 0) ? NumberType.LONG : NumberType.BIG_INTEGER, bits);
	}

	private JsonToken integer(NumberType type, long value) {
		this.numberType = type;
		this.number = value;
		return JsonToken.VALUE_NUMBER_INT;
	}

	private JsonToken floatingPoint(NumberType type, double value) {
		this.numberType = type;
		this.floatingPoint = value;
		return JsonToken.VALUE_NUMBER_FLOAT;
	}

	private JsonToken array(long size) throws IOException {
		expect(size); // an element has a byte at least
		this.number = size;
		return JsonToken.START_ARRAY;
	}

	private JsonToken map(long size) throws IOException {
		expect(2 * size);
		this.number = size;
		return JsonToken.START_OBJECT;
	}

	private JsonToken text(long size) throws IOException {
		payload(size);
		return JsonToken.VALUE_STRING;
	}

	private JsonToken binary(long size) throws IOException {
		payload(size);
		this.extension = null;
		return JsonToken.VALUE_EMBEDDED_OBJECT;
	}

	private JsonToken extension(long size) throws IOException {
		byte type = this.bytes.get();
		payload(size);
		this.extension = type;
		return JsonToken.VALUE_EMBEDDED_OBJECT;
	}

	private void payload(long size) throws IOException {
		expect(size);
		this.number = size;
		this.payload = this.bytes.position();
		this.bytes.position(this.payload + (int) size);
	}

	private void expect(long bytes) throws IOException {
		if (bytes > this.bytes.remaining()) {
			throw endsTooEarly();
		}
	}

	private static IOException endsTooEarly() {
		return new JsonParseException(null, "the body ends too early");
	}

}
