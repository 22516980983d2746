package io.github.magiconion4j.serialization;

/**
 * How bodies are compressed, the counterpart of {@code MessagePackCompression} of
 * MessagePack-CSharp. Both sides of a hub must have it on or off; which of the two forms
 * comes is found out, so they may differ in that. Bodies below 64 bytes are never
 * compressed.
 */
public enum Compression {

	/** Not at all. */
	NONE,

	/** {@code Lz4Block}: one block. */
	LZ4_BLOCK,

	/** {@code Lz4BlockArray}: an array of blocks, which C# recommends. */
	LZ4_BLOCK_ARRAY

}
