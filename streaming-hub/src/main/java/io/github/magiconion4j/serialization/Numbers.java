package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.math.BigInteger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Numbers whose form in C# differs from Jackson's, or which Jackson does not support.
 */
final class Numbers {

	private Numbers() {
	}

	/**
	 * Checks the range of an integer type smaller than {@code int}.
	 * @throws ArithmeticException if the value is out of range
	 */
	static int range(int value, int min, int max) {
		if (value < min || value > max) {
			throw new ArithmeticException(value + " is not between " + min + " and " + max);
		}
		return value;
	}

	static void write(JsonGenerator target, UnsignedLong value) throws IOException {
		if (value.bits() >= 0) {
			target.writeNumber(value.bits());
		}
		else {
			target.writeNumber(value.toBigInteger());
		}
	}

	static @Nullable UnsignedLong unsignedLong(JsonParser source) throws IOException {
		if (!source.hasToken(JsonToken.VALUE_NUMBER_INT)) {
			return null;
		}
		if (source.getNumberType() == NumberType.BIG_INTEGER) {
			return new UnsignedLong(source.getBigIntegerValue().longValue());
		}
		long value = source.getLongValue();
		return (value >= 0) ? new UnsignedLong(value) : null;
	}

	/** Writes two's complement, lowest byte first. */
	static void write(JsonGenerator target, BigInteger value) throws IOException {
		target.writeBinary(reversed(value.toByteArray()));
	}

	static @Nullable BigInteger bigInteger(JsonParser source) throws IOException {
		if (!source.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT)
				|| !(source.getEmbeddedObject() instanceof byte[] bytes)) {
			return null;
		}
		return (bytes.length == 0) ? BigInteger.ZERO : new BigInteger(reversed(bytes));
	}

	static int[] toInts(char[] values) {
		int[] ints = new int[values.length];
		for (int i = 0; i < values.length; i++) {
			ints[i] = values[i];
		}
		return ints;
	}

	static char[] toChars(int[] values) {
		char[] chars = new char[values.length];
		for (int i = 0; i < values.length; i++) {
			chars[i] = (char) range(values[i], Character.MIN_VALUE, Character.MAX_VALUE);
		}
		return chars;
	}

	private static byte[] reversed(byte[] bytes) {
		byte[] reversed = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			reversed[i] = bytes[bytes.length - 1 - i];
		}
		return reversed;
	}

}
