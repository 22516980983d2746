package io.github.magiconion4j.protocol;

/**
 * Writes integers in the shortest MessagePack form, like MessagePack-CSharp: unsigned
 * forms for values from zero up, signed forms for negative ones.
 */
final class Integers {

	private Integers() {
	}

	static int size(long value) {
		if (value >= -32 && value < 1 << 7) {
			return 1;
		}
		if (value >= 0) {
			return (value < 1 << 8) ? 2 : (value < 1 << 16) ? 3 : (value < 1L << 32) ? 5 : 9;
		}
		return (value >= Byte.MIN_VALUE) ? 2 : (value >= Short.MIN_VALUE) ? 3 : (value >= Integer.MIN_VALUE) ? 5 : 9;
	}

	/**
	 * Writes a value.
	 * @return the index after it
	 */
	static int write(long value, byte[] target, int at) {
		int size = size(value);
		if (size > 1) {
			int width = (size == 2) ? 0 : (size == 3) ? 1 : (size == 5) ? 2 : 3;
			target[at] = (byte) (((value < 0) ? 0xd0 : 0xcc) + width);
		}
		for (int i = (size == 1) ? 0 : 1; i < size; i++) {
			target[at + i] = (byte) (value >>> (8 * (size - 1 - i)));
		}
		return at + size;
	}

}
