package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.core.io.IOContext;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's tokens as MessagePack. The key of a map may be any value: what is written
 * alternates between keys and values. The target gets whole bodies, and stays open.
 */
final class MessagePackGenerator extends GeneratorBase {

	private final OutputStream target;

	private final MessagePackOutput output = new MessagePackOutput();

	MessagePackGenerator(int features, @Nullable ObjectCodec codec, OutputStream target) {
		super(features, codec, (IOContext) null);
		this.target = target;
	}

	@Override
	public void writeStartArray() throws IOException {
		begin(0);
	}

	@Override
	public void writeStartArray(Object value, int size) throws IOException {
		begin(size);
		assignCurrentValue(value);
	}

	@Override
	public void writeEndArray() {
		this.output.endArray();
	}

	@Override
	public void writeStartObject() throws IOException {
		begin(0);
	}

	@Override
	public void writeStartObject(Object value, int size) throws IOException {
		begin(size);
		assignCurrentValue(value);
	}

	@Override
	public void writeEndObject() {
		this.output.endMap();
	}

	private void begin(int size) throws IOException {
		if (this.output.depth() == MessagePackParser.MAX_DEPTH) {
			throw new JsonGenerationException("the value is nested deeper than " + MessagePackParser.MAX_DEPTH, this);
		}
		this.output.begin(size);
	}

	@Override
	public void writeFieldName(String name) {
		this.output.text(name);
	}

	@Override
	public void writeFieldName(SerializableString name) {
		byte[] utf8 = name.asUnquotedUTF8();
		this.output.text(utf8, 0, utf8.length);
	}

	@Override
	public void writeString(@Nullable String text) {
		if (text == null) {
			writeNull();
		}
		else {
			this.output.text(text);
		}
	}

	@Override
	public void writeString(char[] text, int offset, int length) {
		this.output.text(new String(text, offset, length));
	}

	@Override
	public void writeUTF8String(byte[] text, int offset, int length) {
		this.output.text(text, offset, length);
	}

	@Override
	public void writeRawUTF8String(byte[] text, int offset, int length) throws IOException {
		_reportUnsupportedOperation();
	}

	@Override
	public void writeRaw(String text) throws IOException {
		_reportUnsupportedOperation();
	}

	@Override
	public void writeRaw(String text, int offset, int length) throws IOException {
		_reportUnsupportedOperation();
	}

	@Override
	public void writeRaw(char[] text, int offset, int length) throws IOException {
		_reportUnsupportedOperation();
	}

	@Override
	public void writeRaw(char c) throws IOException {
		_reportUnsupportedOperation();
	}

	@Override
	public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
		this.output.binary(data, offset, length);
	}

	/**
	 * Writes what Jackson has no token for: a time, or a number in the full width of its
	 * type, as C# writes one whose declared type is {@code object}.
	 */
	@Override
	public void writeEmbeddedObject(@Nullable Object value) throws IOException {
		if (value instanceof Instant time) {
			this.output.raw(Timestamps.write(time));
		}
		else if (value instanceof Byte number) {
			this.output.int8(number);
		}
		else if (value instanceof Short number) {
			this.output.int16(number);
		}
		else if (value instanceof Integer number) {
			this.output.int32(number);
		}
		else if (value instanceof Long number) {
			this.output.int64(number);
		}
		else if (value instanceof UnsignedLong number) {
			this.output.uint64(number.bits());
		}
		else {
			super.writeEmbeddedObject(value);
		}
	}

	@Override
	public void writeNumber(int value) {
		this.output.integer(value);
	}

	@Override
	public void writeNumber(long value) {
		this.output.integer(value);
	}

	@Override
	public void writeNumber(BigInteger value) throws IOException {
		if (value.bitLength() < Long.SIZE) {
			this.output.integer(value.longValue());
		}
		else if (value.bitLength() == Long.SIZE && value.signum() > 0) {
			this.output.uint64(value.longValue());
		}
		else {
			throw new JsonGenerationException("an integer of " + value.bitLength() + " bits has no form", this);
		}
	}

	@Override
	public void writeNumber(double value) {
		this.output.float64(value);
	}

	@Override
	public void writeNumber(float value) {
		this.output.float32(value);
	}

	@Override
	public void writeNumber(BigDecimal value) {
		writeString(Decimals.toText(value));
	}

	@Override
	public void writeNumber(String value) {
		writeNumber(new BigDecimal(value));
	}

	@Override
	public void writeBoolean(boolean value) {
		this.output.bool(value);
	}

	@Override
	public void writeNull() {
		this.output.nil();
	}

	@Override
	public void flush() throws IOException {
		if (this.output.depth() == 0) {
			this.output.writeTo(this.target);
		}
	}

	@Override
	public void close() throws IOException {
		if (!isClosed()) {
			flush();
			super.close();
		}
	}

	@Override
	protected void _releaseBuffers() {
		// there are none
	}

	@Override
	protected void _verifyValueWrite(String what) {
		// every value may be anywhere
	}

}
