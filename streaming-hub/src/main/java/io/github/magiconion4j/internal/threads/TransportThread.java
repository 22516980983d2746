package io.github.magiconion4j.internal.threads;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether the current thread runs the application's code while it reads from a
 * transport, or sends. Such a thread must not wait for an answer that it would have to
 * read itself, or for a call that it would have to send.
 */
public final class TransportThread {

	private static final ThreadLocal<@Nullable Boolean> READING = new ThreadLocal<>();

	private TransportThread() {
	}

	/**
	 * This thread starts reading, and may run the application's code.
	 * @return whether it was reading already, to be passed to {@link #leave}
	 */
	public static boolean enter() {
		boolean already = READING.get() != null;
		READING.set(true);
		return already;
	}

	/**
	 * This thread stops reading.
	 * @param already the result of {@link #enter()}
	 */
	public static void leave(boolean already) {
		if (!already) {
			READING.remove();
		}
	}

	/**
	 * Runs an action as {@link #enter()} and {@link #leave} do.
	 * @param action the action, which may run the application's code
	 */
	public static void run(Runnable action) {
		boolean already = enter();
		try {
			action.run();
		}
		finally {
			leave(already);
		}
	}

	/**
	 * Whether this thread is reading.
	 * @return {@code true} between {@link #enter()} and {@link #leave}
	 */
	public static boolean isCurrent() {
		return READING.get() != null;
	}

	/**
	 * Must be called before this thread waits.
	 * @param what the operation that would wait, for the exception
	 * @throws IllegalStateException if this thread is reading
	 */
	public static void checkMayWait(String what) {
		if (isCurrent()) {
			throw new IllegalStateException(what + " would block the thread that must read the answer: "
					+ "use a thread that may block, or a method that returns a CompletionStage");
		}
	}

}
