package io.github.magiconion4j.serialization;

/**
 * The forms in which MessagePack-CSharp writes a compressed body.
 */
enum Lz4Form {

	/** Not compressed. */
	NONE(0),

	/** An extension with the length and one block. */
	BLOCK(99),

	/** An array of an extension with the lengths, and the blocks. */
	BLOCK_ARRAY(98);

	private final byte extension;

	Lz4Form(int extension) {
		this.extension = (byte) extension;
	}

	/** The type of the extension. */
	byte extension() {
		return this.extension;
	}

	static Lz4Form of(byte[] bytes, int offset, int length) {
		int first = (length > 0) ? bytes[offset] & 0xff : 0;
		int header = switch (first) {
			case 0xdc -> 3;
			case 0xdd -> 5;
			default -> (first > 0x90 && first <= 0x9f) ? 1 : 0;
		};
		Lz4Form form = (header == 0) ? BLOCK : BLOCK_ARRAY;
		return (extensionType(bytes, offset + header, length - header) == form.extension) ? form : NONE;
	}

	private static int extensionType(byte[] bytes, int offset, int length) {
		int first = (length > 0) ? bytes[offset] & 0xff : 0;
		int at = switch (first) {
			case 0xc7 -> 2;
			case 0xc8 -> 3;
			case 0xc9 -> 5;
			case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> 1;
			default -> 0;
		};
		return (at > 0 && at < length) ? bytes[offset + at] : 0;
	}

}
