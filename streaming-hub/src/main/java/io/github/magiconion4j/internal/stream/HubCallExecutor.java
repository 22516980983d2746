package io.github.magiconion4j.internal.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the threads on which gRPC calls a connection. The start of a call runs the
 * application's interceptors, which may block, so it runs on an executor. Everything
 * after that is processed on the transport's thread that reads it: nothing may block
 * there, and an acknowledgement that does not change threads is measured earlier and
 * costs less.
 *
 * @param hubs tells whether a service is a hub; other services keep the server's own
 * executor
 * @param executor runs the start of each call
 */
public record HubCallExecutor(Predicate<String> hubs, Executor executor) implements ServerCallExecutorSupplier {

	@Override
	public <Q, R> @Nullable Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
		String serviceName = call.getMethodDescriptor().getServiceName();
		return (serviceName != null && this.hubs.test(serviceName)) ? new OfOneCall(this.executor) : null;
	}

	/** gRPC submits one task at a time; the first is the start of the call. */
	private static final class OfOneCall implements Executor {

		/** Runs the start of the call; {@code null} once it was submitted. */
		private volatile @Nullable Executor ofStart;

		OfOneCall(Executor ofStart) {
			this.ofStart = ofStart;
		}

		@Override
		public void execute(Runnable task) {
			Executor executor = this.ofStart;
			if (executor == null) {
				task.run();
				return;
			}
			this.ofStart = null;
			try {
				executor.execute(task);
			}
			catch (RejectedExecutionException ex) { // the application is shutting down
				task.run();
			}
		}

	}

}
