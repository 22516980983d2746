package io.github.magiconion4j.internal.calls;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether the current thread runs a receiver or a callback of a client. Such a
 * thread may be the only one of the executor that completes stages, so it must not wait
 * for one. While the server waits for the receiver's result, it must not wait for the
 * server.
 */
public final class ReceiverThread {

	private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

	private ReceiverThread() {
	}

	/**
	 * Runs an action of a receiver, for which the server does not wait.
	 * @param action the action
	 */
	public static void run(Runnable action) {
		run(new Scope(null, ""), action);
	}

	/**
	 * Runs an action of a receiver, for whose result the server waits.
	 * @param asking the calls of the connection whose server waits for the result
	 * @param method the name of the receiver's method
	 */
	static void run(HubCalls asking, String method, Runnable action) {
		run(new Scope(asking, method), action);
	}

	private static void run(Scope scope, Runnable action) {
		Scope before = CURRENT.get();
		CURRENT.set(scope);
		try {
			action.run();
		}
		finally {
			CURRENT.set(before);
		}
	}

	static boolean isCurrent() {
		return CURRENT.get() != null;
	}

	/**
	 * Must be called before this thread waits for the answer to a call.
	 * @param calls the calls of the connection on which the call is made
	 * @param method the name of the hub's method
	 * @throws IllegalStateException if waiting would be a deadlock
	 */
	static void checkMayWait(HubCalls calls, String method) {
		Scope current = CURRENT.get();
		if (current != null && calls.equals(current.asking)) {
			throw new IllegalStateException("The receiver's " + current.method + " would wait for the hub's " + method
					+ ", while the hub waits for the result of " + current.method
					+ ": call the hub before or after it, or let the receiver's method return a CompletionStage");
		}
	}

	/**
	 * What the thread is running.
	 *
	 * @param asking the calls of the connection whose server waits for the result;
	 * {@code null} if none does
	 * @param method the name of the receiver's method
	 */
	private record Scope(@Nullable HubCalls asking, String method) {

	}

}
