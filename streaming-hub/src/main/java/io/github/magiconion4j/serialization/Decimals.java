package io.github.magiconion4j.serialization;

import java.math.BigDecimal;

/**
 * Writes and reads C#'s {@code decimal} as text. It is an integer of 96 bits, divided by
 * a power of ten up to 10<sup>28</sup>. Trailing zeros are kept.
 */
final class Decimals {

	private static final int MAX_BITS = 96;

	private static final int MAX_SCALE = 28;

	/** The most digits that a decimal can have. */
	private static final int MAX_DIGITS = 29;

	/** Enough for a sign, 29 digits, a point and some leading zeros. */
	private static final int MAX_LENGTH = 64;

	private Decimals() {
	}

	/**
	 * Formats a number.
	 * @throws ArithmeticException if the number does not fit a C# decimal
	 */
	static String toText(BigDecimal number) {
		return check(number).toPlainString();
	}

	/**
	 * Parses a number.
	 * @throws ArithmeticException if the number does not fit a C# decimal
	 * @throws NumberFormatException if the text is not a number
	 */
	static BigDecimal parse(String text) {
		if (text.length() > MAX_LENGTH) {
			throw new NumberFormatException("too many digits");
		}
		return check(new BigDecimal(text));
	}

	static BigDecimal check(BigDecimal number) {
		// In longs, because a scale may be any int. Checked first, because a huge
		// exponent would be written as a huge text.
		long digitsBeforePoint = (long) number.precision() - number.scale();
		if (number.scale() <= MAX_SCALE && (digitsBeforePoint <= MAX_DIGITS || number.signum() == 0)) {
			BigDecimal plain = (number.scale() < 0) ? number.setScale(0) : number;
			if (plain.unscaledValue().bitLength() <= MAX_BITS) {
				return plain;
			}
		}
		throw new ArithmeticException("a decimal has at most 28 decimal places and 96 bits");
	}

}
