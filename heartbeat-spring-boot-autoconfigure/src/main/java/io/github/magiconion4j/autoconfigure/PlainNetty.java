package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.Executor;

import io.netty.util.internal.ThreadExecutorMap;
import org.jspecify.annotations.Nullable;

/**
 * Access to the Netty of grpc-netty, which an application may share with other libraries.
 * It may be missing from the class path.
 */
final class PlainNetty {

	private PlainNetty() {
	}

	/**
	 * Whether the application's version of Netty, which is its own choice, still has the
	 * internal class that is used here.
	 * @return {@code false} if {@link #currentEventLoop()} cannot be called
	 */
	static boolean isKnown() {
		try {
			currentEventLoop();
			return true;
		}
		catch (LinkageError ex) {
			return false;
		}
	}

	/**
	 * The event loop of the current thread.
	 * @return the event loop; {@code null} if the thread has none
	 */
	static @Nullable Executor currentEventLoop() {
		return ThreadExecutorMap.currentExecutor();
	}

}
