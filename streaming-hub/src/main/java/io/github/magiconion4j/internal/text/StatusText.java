package io.github.magiconion4j.internal.text;

/**
 * Cuts the texts of statuses, which may be those of any exception, to what the other side
 * can take.
 */
public final class StatusText {

	/**
	 * At the end of a call it is a header. Clients of gRPC for Java take 8 KB of all
	 * headers by default, and lose the status with the whole transport when there is
	 * more.
	 */
	static final int MAX_HEADER_BYTES = 4096;

	/** In a message it has as much room as that. */
	static final int MAX_LENGTH = 64 * 1024;

	private StatusText() {
	}

	/**
	 * Cuts the text of a call that failed.
	 * @param text any text
	 * @return its beginning, and how long it was if that is not all
	 */
	public static String ofMessage(String text) {
		return (text.length() <= MAX_LENGTH) ? text : cut(text, MAX_LENGTH);
	}

	/**
	 * Cuts the text of the end of a connection.
	 * @param text any text
	 * @return its beginning that fits a header, and how long it was if that is not all;
	 * bytes count as HTTP/2 has them, where all but ASCII are percent-encoded
	 */
	public static String ofHeader(String text) {
		int end = endOfHeader(text);
		return (end == text.length()) ? text : cut(text, end);
	}

	private static int endOfHeader(String text) {
		int bytes = 0;
		for (int i = 0; i < text.length(); i++) {
			bytes += encodedBytes(text.charAt(i));
			if (bytes > MAX_HEADER_BYTES) {
				return i;
			}
		}
		return text.length();
	}

	/** Of a surrogate, half of what both are. */
	private static int encodedBytes(char character) {
		if (character >= ' ' && character <= '~' && character != '%') {
			return 1;
		}
		if (character < 0x80) {
			return 3;
		}
		return (character < 0x800 || Character.isSurrogate(character)) ? 6 : 9;
	}

	private static String cut(String text, int length) {
		int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
		return text.substring(0, end) + "... (" + text.length() + " characters)";
	}

}
