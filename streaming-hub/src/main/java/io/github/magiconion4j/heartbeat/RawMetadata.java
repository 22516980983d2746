package io.github.magiconion4j.heartbeat;

/**
 * Metadata that is sent as it is. The protocol takes it as raw bytes to the end of the
 * message, which need not be MessagePack. Immutable.
 */
public final class RawMetadata {

	private final byte[] bytes;

	private RawMetadata(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Makes metadata of bytes.
	 * @param bytes the bytes, of which a copy is taken
	 * @return the metadata
	 */
	public static RawMetadata of(byte... bytes) {
		return new RawMetadata(bytes.clone());
	}

	/**
	 * Its bytes.
	 * @return a copy of them
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

}
