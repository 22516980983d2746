package io.github.magiconion4j.internal.text;

/**
 * Creates text that the other side may have written fit for log lines and for the
 * messages of exceptions, which end up in a log: it cannot begin a line of its own, hide
 * what follows, or fill the disk.
 */
public final class SafeText {

	/** So many characters are kept. */
	static final int MAX_LENGTH = 500;

	/** What is added to a text that is cut. */
	private static final int MAX_SUFFIX = 40;

	private SafeText() {
	}

	/**
	 * Escapes control and format characters as Java does, and cuts what is too long.
	 * @param text any text
	 * @return the text itself if it is safe as it is, and for what this method returned
	 * before
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
