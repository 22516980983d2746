package io.github.magiconion4j.internal.text;

/**
 * Cuts the text of a status, which may come from any exception, to a length that the
 * other side accepts.
 */
public final class StatusText {

	/**
	 * The status of a call's end is a header. gRPC clients in Java accept 8 KB of headers
	 * in total by default, and lose the status and the whole transport above that.
	 */
	static final int MAX_HEADER_BYTES = 4096;

	/** The most characters of a status text in a message. */
	static final int MAX_LENGTH = 64 * 1024;

	private StatusText() {
	}

	/**
	 * Cuts the status text of a failed call.
	 * @param text any text
	 * @return the text, or its beginning and its length
	 */
	public static String ofMessage(String text) {
		return (text.length() <= MAX_LENGTH) ? text : cut(text, MAX_LENGTH);
	}

	/**
	 * Cuts the status text of a connection's end, so that it fits into a header. gRPC
	 * percent-encodes all characters except printable ASCII, and the encoded bytes count.
	 * @param text any text
	 * @return the text, or its beginning and its length
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

	/** A surrogate pair takes 12 bytes, so each surrogate counts half of that. */
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
