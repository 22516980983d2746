package io.github.magiconion4j.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception whose text may quote what the other side sent: its class name,
 * its message as {@link SafeText}, its stack trace, and its causes likewise. So it can be
 * a cause of others, which end up in a log.
 */
public final class SafeException extends Exception {

	private static final long serialVersionUID = 1L;

	/** So many causes are kept. */
	private static final int MAX_DEPTH = 10;

	private SafeException(Throwable original, @Nullable Throwable cause) {
		super(text(original), cause);
		setStackTrace(original.getStackTrace());
	}

	/**
	 * Creates a safe copy.
	 * @param original any exception
	 * @return the copy
	 */
	public static SafeException of(Throwable original) {
		return of(original, MAX_DEPTH);
	}

	private static SafeException of(Throwable original, int depth) {
		Throwable cause = original.getCause();
		return new SafeException(original, (cause != null && depth > 1) ? of(cause, depth - 1) : null);
	}

	private static String text(Throwable original) {
		String message = original.getMessage();
		return original.getClass().getName() + ((message != null) ? ": " + SafeText.of(message) : "");
	}

}
