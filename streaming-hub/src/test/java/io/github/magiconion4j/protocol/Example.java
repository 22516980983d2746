package io.github.magiconion4j.protocol;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A message, as an object and as bytes.
 *
 * @param name what it shows
 * @param direction its direction
 * @param hex the bytes as they are received
 * @param message the message
 * @param canonical the bytes that are sent for it
 */
record Example(String name, Direction direction, String hex, Object message, String canonical) {

	static Example client(String name, String hex, ClientMessage message) {
		return new Example(name, Direction.C2S, hex, message, hex);
	}

	static Example server(String name, String hex, ServerMessage message) {
		return new Example(name, Direction.S2C, hex, message, hex);
	}

	/**
	 * As the .NET server sends it: this library reads it, but sends the canonical bytes.
	 */
	static Example dotNet(String name, String hex, ServerMessage message, String canonical) {
		return new Example(name, Direction.S2C, hex, message, canonical);
	}

	byte[] bytes() {
		return Direction.bytes(this.hex);
	}

	String row() {
		return this.name.split(" ", 2)[0];
	}

	/** An example whose message is cut off after a number of bytes. */
	byte[] prefix(int length) {
		return Arrays.copyOf(bytes(), length);
	}

	static String hex(byte[] bytes) {
		return HexFormat.ofDelimiter(" ").formatHex(bytes);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
