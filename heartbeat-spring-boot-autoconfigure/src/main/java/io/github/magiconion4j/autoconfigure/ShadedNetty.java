package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.Executor;

import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector;
import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector.Level;
import io.grpc.netty.shaded.io.netty.util.internal.ThreadExecutorMap;
import org.jspecify.annotations.Nullable;

/**
 * Access to the copy of Netty in grpc-netty-shaded, which only gRPC uses. It may be
 * missing from the class path.
 */
final class ShadedNetty {

	private static final String LEVEL_PROPERTY = "io.grpc.netty.shaded.io.netty.leakDetection.level";

	private ShadedNetty() {
	}

	/**
	 * The event loop of the current thread.
	 * @return the event loop; {@code null} if the thread has none
	 */
	static @Nullable Executor currentEventLoop() {
		return ThreadExecutorMap.currentExecutor();
	}

	/**
	 * Turns off Netty's leak detection in the shaded copy. It tracks one of 128 buffers
	 * and records two stack traces of each, which is 5 % of the cost of a heartbeat and
	 * could only find leaks of gRPC itself. If a level is configured, it is kept.
	 */
	static void disableLeakDetection() {
		if (System.getProperty(LEVEL_PROPERTY) == null && ResourceLeakDetector.getLevel() == Level.SIMPLE) {
			ResourceLeakDetector.setLevel(Level.DISABLED);
		}
	}

}
