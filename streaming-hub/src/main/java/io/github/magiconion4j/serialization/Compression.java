package io.github.magiconion4j.serialization;

/**
 * How bodies are compressed. The counterpart of {@code MessagePackCompression} in
 * MessagePack-CSharp. Both sides of a hub must have compression on, or both off; both
 * forms are recognized on reading, so the sides may write different forms. Bodies below
 * 64 bytes are never compressed.
 */
public enum Compression {

	/** No compression. */
	NONE,

	/** {@code Lz4Block}: one block. */
	LZ4_BLOCK,

	/** {@code Lz4BlockArray}: an array of blocks, which C# recommends. */
	LZ4_BLOCK_ARRAY

}
