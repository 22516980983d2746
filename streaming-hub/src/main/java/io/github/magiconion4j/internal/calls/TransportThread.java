package io.github.magiconion4j.internal.calls;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether the current thread reads from a server. Such a thread must not wait for
 * an answer that it would have to read itself.
 */
public final class TransportThread {

	private static final ThreadLocal<@Nullable Boolean> READING = new ThreadLocal<>();

	private TransportThread() {
	}

	/**
	 * This thread starts reading.
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
	 * Must be called before this thread waits.
	 * @param what the operation that would wait, for the exception
	 * @throws IllegalStateException if this thread reads from a server
	 */
	public static void checkMayWait(String what) {
		if (READING.get() != null) {
			throw new IllegalStateException(what + " would block the thread that must read the answer: "
					+ "give the client an executor whose threads may block, or use a method that returns a CompletionStage");
		}
	}

}
