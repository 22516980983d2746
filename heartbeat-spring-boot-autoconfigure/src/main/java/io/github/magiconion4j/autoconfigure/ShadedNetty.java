package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.Executor;

import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector;
import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector.Level;
import io.grpc.netty.shaded.io.netty.util.internal.ThreadExecutorMap;
import org.jspecify.annotations.Nullable;

/**
 * The copy of Netty in grpc-netty-shaded, which nobody but gRPC uses. An application need
 * not have it.
 */
final class ShadedNetty {

	private static final String LEVEL_PROPERTY = "io.grpc.netty.shaded.io.netty.leakDetection.level";

	private ShadedNetty() {
	}

	/**
	 * The event loop whose thread the current one is.
	 * @return the loop; {@code null} for none
	 */
	static @Nullable Executor currentEventLoop() {
		return ThreadExecutorMap.currentExecutor();
	}

	/**
	 * Netty watches one buffer of 128 for whether it is forgotten, and notes two stack
	 * traces of each: a twentieth of what a heartbeat costs, to find mistakes of gRPC's
	 * own. Whoever has set a level keeps it.
	 */
	static void disableLeakDetection() {
		if (System.getProperty(LEVEL_PROPERTY) == null && ResourceLeakDetector.getLevel() == Level.SIMPLE) {
			ResourceLeakDetector.setLevel(Level.DISABLED);
		}
	}

}
