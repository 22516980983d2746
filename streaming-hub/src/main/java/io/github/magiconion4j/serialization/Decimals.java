package io.github.magiconion4j.serialization;

import java.math.BigDecimal;

/**
 * C#'s {@code decimal} as text: an integer of 96 bits, divided by a power of ten up to
 * 10<sup>28</sup>. Trailing zeros are kept.
 */
final class Decimals {

	private static final int MAX_BITS = 96;

	private static final int MAX_SCALE = 28;

	/** More digits than any decimal has before the point. */
	private static final int MAX_DIGITS = 29;

	/** A sign, 29 digits and a point; zeros before them do not count for much. */
	private static final int MAX_LENGTH = 64;

	private Decimals() {
	}

	/**
	 * Writes the digits.
	 * @throws ArithmeticException if C# has no such number
	 */
	static String toText(BigDecimal number) {
		return check(number).toPlainString();
	}

	/**
	 * Reads the digits.
	 * @throws ArithmeticException if C# has no such number
	 * @throws NumberFormatException if it is none
	 */
	static BigDecimal parse(String text) {
		if (text.length() > MAX_LENGTH) {
			throw new NumberFormatException("too many digits");
		}
		return check(new BigDecimal(text));
	}

	static BigDecimal check(BigDecimal number) {
		// In longs, since a scale may be any int; and first, since a plain number of a
		// huge exponent is huge.
		long digitsBeforePoint = (long) number.precision() - number.scale();
		if (number.scale() <= MAX_SCALE && (digitsBeforePoint <= MAX_DIGITS || number.signum() == 0)) {
			BigDecimal plain = (number.scale() < 0) ? number.setScale(0) : number;
			if (plain.unscaledValue().bitLength() <= MAX_BITS) {
				return plain;
			}
		}
		throw new ArithmeticException("a decimal has at most 28 digits after its point, and 96 bits");
	}

}
