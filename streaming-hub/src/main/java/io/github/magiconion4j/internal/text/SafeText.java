package io.github.magiconion4j.internal.text;

/**
 * Sanitizes text of the other side for log lines and exception messages: it cannot start
 * a new line, hide the text after it, or fill the disk.
 */
public final class SafeText {

	/** The number of characters that are kept. */
	static final int MAX_LENGTH = 500;

	/** The most characters that are appended to a text that is cut. */
	private static final int MAX_SUFFIX = 40;

	private SafeText() {
	}

	/**
	 * Escapes control and format characters as Java does, and cuts long text.
	 * @param text any text
	 * @return the safe text. Text that is safe, including results of this method, is
	 * returned unchanged
	 */
	public static String of(String text) {
		return isSafe(text) ? text : escape(text);
	}

	private static boolean isSafe(String text) {
		return text.length() <= MAX_LENGTH + MAX_SUFFIX && text.codePoints().noneMatch(SafeText::isUnsafe);
	}

	private static String escape(String text) {
		StringBuilder safe = new StringBuilder();
		int next;
		for (int i = 0; i < text.length(); i += Character.charCount(next)) {
			next = text.codePointAt(i);
			if (safe.length() >= MAX_LENGTH) {
				return safe.append("… (").append(text.length()).append(" characters)").toString();
			}
			append(safe, next);
		}
		return safe.toString();
	}

	private static void append(StringBuilder safe, int character) {
		if (!isUnsafe(character)) {
			safe.appendCodePoint(character);
			return;
		}
		switch (character) {
			case '\n' -> safe.append("\\n");
			case '\r' -> safe.append("\\r");
			case '\t' -> safe.append("\\t");
			default -> {
				for (char each : Character.toChars(character)) {
					safe.append(String.format("\\u%04x", (int) each));
				}
			}
		}
	}

	private static boolean isUnsafe(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				true;
			default -> false;
		};
	}

}
