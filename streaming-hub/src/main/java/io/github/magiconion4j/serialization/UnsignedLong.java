package io.github.magiconion4j.serialization;

import java.math.BigInteger;

/**
 * C#'s {@code ulong}: an integer from 0 to 2<sup>64</sup> - 1. If your values never
 * exceed {@link Long#MAX_VALUE}, use {@code long} instead. Immutable.
 *
 * @param bits the 64 bits, as used by the unsigned methods of {@link Long}
 */
public record UnsignedLong(long bits) implements Comparable<UnsignedLong> {

	private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(Long.SIZE);

	/**
	 * Parses a decimal number.
	 * @param text the digits
	 * @return the number
	 * @throws NumberFormatException if the text is not a number or out of range
	 */
	public static UnsignedLong parse(String text) {
		return new UnsignedLong(Long.parseUnsignedLong(text));
	}

	/**
	 * Converts a {@code long}.
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
	 * Converts a {@code BigInteger}.
	 * @param value the number, from 0 to 2<sup>64</sup> - 1
	 * @return the same number
	 * @throws IllegalArgumentException if it is out of range
	 */
	public static UnsignedLong valueOf(BigInteger value) {
		if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
			throw new IllegalArgumentException(value + " is not between 0 and 2^64 - 1");
		}
		return new UnsignedLong(value.longValue());
	}

	/**
	 * Converts the number to a {@code BigInteger}.
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
