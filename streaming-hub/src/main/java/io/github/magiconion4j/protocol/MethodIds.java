package io.github.magiconion4j.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Computes method ids.
 */
public final class MethodIds {

	private static final int OFFSET_BASIS = 0x811c9dc5;

	private static final int PRIME = 0x01000193;

	private MethodIds() {
	}

	/**
	 * The id of a method without an explicit one: the 32-bit FNV-1a hash of the UTF-8
	 * bytes of its name (MagicOnion's {@code FNV1A32.cs}).
	 * @param name the method's name as C# spells it
	 * @return the id
	 */
	public static int of(String name) {
		int hash = OFFSET_BASIS;
		for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
			hash = (hash ^ (b & 0xff)) * PRIME;
		}
		return hash;
	}

}
