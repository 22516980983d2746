package io.github.magiconion4j.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception whose text may quote data of the other side: it has the class
 * name, the message as {@link SafeText}, the stack trace, and safe copies of the causes.
 * So it can be the cause of an exception that is logged.
 */
public final class SafeException extends Exception {

	private static final long serialVersionUID = 1L;

	/** The most exceptions of a chain of causes that are kept. */
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
