package io.github.magiconion4j.heartbeat;

/**
 * Metadata that is sent unchanged: raw bytes up to the end of the message, which need not
 * be MessagePack. Immutable.
 */
public final class RawMetadata {

	private final byte[] bytes;

	private RawMetadata(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Creates metadata from bytes.
	 * @param bytes the bytes, which are copied
	 * @return the metadata
	 */
	public static RawMetadata of(byte... bytes) {
		return new RawMetadata(bytes.clone());
	}

	/**
	 * Returns the bytes.
	 * @return a copy
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

}
