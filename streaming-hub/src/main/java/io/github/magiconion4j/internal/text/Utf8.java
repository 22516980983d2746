package io.github.magiconion4j.internal.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Encodes text as C# does: an unpaired surrogate becomes U+FFFD, where Java writes a
 * question mark.
 */
public final class Utf8 {

	private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

	private Utf8() {
	}

	/**
	 * Encodes a text.
	 * @param text any text
	 * @return its bytes
	 */
	public static byte[] bytes(String text) {
		return hasSurrogates(text) ? encode(text) : text.getBytes(StandardCharsets.UTF_8);
	}

	private static boolean hasSurrogates(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				return true;
			}
		}
		return false;
	}

	private static byte[] encode(String text) {
		try {
			ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder()
				.onMalformedInput(CodingErrorAction.REPLACE)
				.replaceWith(REPLACEMENT)
				.encode(CharBuffer.wrap(text));
			byte[] bytes = new byte[encoded.remaining()];
			encoded.get(bytes);
			return bytes;
		}
		catch (CharacterCodingException ex) {
			throw new IllegalStateException(ex); // cannot happen: malformed input is
													// replaced
		}
	}

}
