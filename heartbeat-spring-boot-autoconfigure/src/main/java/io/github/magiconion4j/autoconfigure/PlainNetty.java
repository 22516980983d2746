package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.Executor;

import io.netty.util.internal.ThreadExecutorMap;
import org.jspecify.annotations.Nullable;

/**
 * Netty as grpc-netty uses it, which others may use, too. An application need not have
 * it.
 */
final class PlainNetty {

	private PlainNetty() {
	}

	/**
	 * The event loop whose thread the current one is.
	 * @return the loop; {@code null} for none
	 */
	static @Nullable Executor currentEventLoop() {
		return ThreadExecutorMap.currentExecutor();
	}

}
