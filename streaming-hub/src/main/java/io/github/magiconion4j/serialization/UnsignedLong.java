package io.github.magiconion4j.serialization;

import java.math.BigInteger;

/**
 * C#'s {@code ulong}: an integer from 0 to 2<sup>64</sup> - 1. Where none is above
 * {@link Long#MAX_VALUE}, a {@code long} is simpler. Immutable.
 *
 * @param bits its 64 bits, as the methods of {@link Long} for unsigned numbers take them
 */
public record UnsignedLong(long bits) implements Comparable<UnsignedLong> {

	private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(Long.SIZE);

	/**
	 * Reads a decimal number.
	 * @param text the digits
	 * @return the number
	 * @throws NumberFormatException if it is none, or out of range
	 */
	public static UnsignedLong parse(String text) {
		return new UnsignedLong(Long.parseUnsignedLong(text));
	}

	/**
	 * Makes a number of one that has a sign.
	 * @param value the number, not negative
	 * @return the same number
	 * @throws IllegalArgumentException if it is negative
	 */
	public static UnsignedLong valueOf(long value) {
		if (value < 0) {
			throw new IllegalArgumentException(value + " is negative");
		}
		return new UnsignedLong(value);
	}

	/**
	 * Makes a number of one that has a sign.
	 * @param value the number, from 0 to 2<sup>64</sup> - 1
	 * @return the same number
	 * @throws IllegalArgumentException if it is out of range
	 */
	public static UnsignedLong valueOf(BigInteger value) {
		if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
			throw new IllegalArgumentException(value + " is not from 0 to 2^64 - 1");
		}
		return new UnsignedLong(value.longValue());
	}

	/**
	 * The number as one that has a sign.
	 * @return a number that is not negative
	 */
	public BigInteger toBigInteger() {
		BigInteger signed = BigInteger.valueOf(this.bits);
		return (this.bits < 0) ? signed.add(RANGE) : signed;
	}

	@Override
	public int compareTo(UnsignedLong other) {
		return Long.compareUnsigned(this.bits, other.bits);
	}

	/** The number in decimal digits. */
	@Override
	public String toString() {
		return Long.toUnsignedString(this.bits);
	}

}
