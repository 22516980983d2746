package io.github.magiconion4j.internal.calls;

import org.jspecify.annotations.Nullable;

/**
 * Knows whether the current thread is one that reads what comes from a server: it must
 * not wait for what it would have to read itself.
 */
public final class TransportThread {

	private static final ThreadLocal<@Nullable Boolean> READING = new ThreadLocal<>();

	private TransportThread() {
	}

	/**
	 * This thread begins to read.
	 * @return whether it was reading already, to be given to {@link #leave}
	 */
	public static boolean enter() {
		boolean already = READING.get() != null;
		READING.set(true);
		return already;
	}

	/**
	 * This thread has read.
	 * @param already what {@link #enter()} has returned
	 */
	public static void leave(boolean already) {
		if (!already) {
			READING.remove();
		}
	}

	/**
	 * Has to be called before this thread waits.
	 * @param what what would wait, for the exception
	 * @throws IllegalStateException if it must not
	 */
	public static void checkMayWait(String what) {
		if (READING.get() != null) {
			throw new IllegalStateException(what + " would wait for an answer on the thread that has to read it: "
					+ "give the client an executor whose threads may wait, or use a method that returns a stage");
		}
	}

}
