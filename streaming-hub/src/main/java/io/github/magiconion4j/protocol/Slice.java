package io.github.magiconion4j.protocol;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A part of a byte array, without a copy: the body, metadata or extra bytes of a message.
 * Do not change the array.
 *
 * @param array the array
 * @param offset the offset of the first byte
 * @param length the length in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // equal if the bytes are; see equals
public record Slice(byte[] array, int offset, int length) {

	/**
	 * Creates a slice.
	 * @param array the array
	 * @param offset the offset of the first byte
	 * @param length the length in bytes
	 */
	public Slice {
		Objects.checkFromIndexSize(offset, length, array.length);
	}

	/**
	 * A whole array as a slice.
	 * @param bytes the bytes
	 * @return the slice
	 */
	public static Slice of(byte... bytes) {
		return new Slice(bytes, 0, bytes.length);
	}

	/**
	 * A copy of the bytes.
	 * @return a new array
	 */
	public byte[] toBytes() {
		return Arrays.copyOfRange(this.array, this.offset, this.offset + this.length);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Slice slice && Arrays.equals(this.array, this.offset, this.offset + this.length,
				slice.array, slice.offset, slice.offset + slice.length);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(toBytes());
	}

	@Override
	public String toString() {
		return HexFormat.of().formatHex(this.array, this.offset, this.offset + this.length);
	}

}
