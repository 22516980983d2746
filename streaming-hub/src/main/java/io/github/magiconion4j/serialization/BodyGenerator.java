package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;
import org.msgpack.jackson.dataformat.MessagePackGenerator;
import org.msgpack.jackson.dataformat.MessagePackSerializedString;

/**
 * A generator of msgpack-jackson that also writes times, integers in full width and map
 * keys of any type, and detects values that contain themselves. It hands only complete
 * bodies to the target.
 */
final class BodyGenerator extends MessagePackGenerator {

	private int depth;

	BodyGenerator(int features, @Nullable ObjectCodec codec, OutputStream target, int depth) throws IOException {
		super(features, codec, target, new BodyPacker.Config(target), true, false);
		this.depth = depth;
	}

	@Override
	public void writeStartArray() {
		enter();
		super.writeStartArray();
	}

	@Override
	public void writeEndArray() throws IOException {
		this.depth--;
		super.writeEndArray();
	}

	@Override
	public void writeStartObject() {
		enter();
		super.writeStartObject();
	}

	@Override
	public void writeEndObject() throws IOException {
		this.depth--;
		super.writeEndObject();
	}

	private void enter() {
		if (this.depth == BodyScanner.MAX_DEPTH) {
			throw new IllegalStateException("The value is nested deeper than " + BodyScanner.MAX_DEPTH);
		}
		this.depth++;
	}

	/**
	 * Writes a map key as a value of its type. The library itself only supports text
	 * keys.
	 */
	void writeKey(Object key, JsonSerializer<Object> serializer, SerializerProvider provider) throws IOException {
		ByteArrayOutputStream encoded = new ByteArrayOutputStream();
		try (BodyGenerator generator = new BodyGenerator(getFeatureMask(), getCodec(), encoded, this.depth)) {
			serializer.serialize(key, generator, provider);
		}
		writeFieldName(new MessagePackSerializedString(new BodyPacker.Encoded(encoded.toByteArray())));
	}

	/**
	 * Writes a value without a Jackson token: a time, or a number in the full width of
	 * its type, as C# writes numbers whose declared type is {@code object}.
	 */
	@Override
	public void writeEmbeddedObject(@Nullable Object value) throws IOException {
		if (value instanceof Instant time) {
			writeExtensionType(new MessagePackExtensionType(Timestamps.EXTENSION, Timestamps.write(time)));
		}
		else if (value instanceof Byte number) {
			write(ByteBuffer.allocate(1 + Byte.BYTES).put((byte) 0xd0).put(number).array());
		}
		else if (value instanceof Short number) {
			write(ByteBuffer.allocate(1 + Short.BYTES).put((byte) 0xd1).putShort(number).array());
		}
		else if (value instanceof Integer number) {
			write(ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0xd2).putInt(number).array());
		}
		else if (value instanceof Long number) {
			write(ByteBuffer.allocate(1 + Long.BYTES).put((byte) 0xd3).putLong(number).array());
		}
		else if (value instanceof UnsignedLong number) {
			write(ByteBuffer.allocate(1 + Long.BYTES).put((byte) 0xcf).putLong(number.bits()).array());
		}
		else {
			super.writeEmbeddedObject(value);
		}
	}

	private void write(byte[] encoded) throws IOException {
		writeNumber(new BodyPacker.Encoded(encoded));
	}

	@Override
	public void writeNumber(BigDecimal value) throws IOException {
		writeString(Decimals.toText(value));
	}

	/** Works around the library, which ignores the offset. */
	@Override
	public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) throws IOException {
		super.writeBinary(variant, (offset == 0) ? data : Arrays.copyOfRange(data, offset, offset + length), 0, length);
	}

	/** Writes a buffer without an array: a direct or a read-only one. */
	@Override
	public int writeBinary(Base64Variant variant, InputStream source, int length) throws IOException {
		byte[] data = (length >= 0) ? source.readNBytes(length) : source.readAllBytes();
		writeBinary(variant, data, 0, data.length);
		return data.length;
	}

}
