package io.github.magiconion4j.server;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where gRPC calls a connection. The beginning of a call runs interceptors of the
 * application, which may block, so it has a thread for that. What comes after is dealt
 * with on the transport's thread that reads it: nothing of ours blocks there, and an
 * acknowledgement that need not change threads is measured sooner and costs less.
 *
 * @param hubs tells whether a service is a hub; calls of others are not our business
 * @param executor runs the beginnings
 */
record HubCallExecutor(Predicate<String> hubs, Executor executor) implements ServerCallExecutorSupplier {

	@Override
	public <Q, R> @Nullable Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
		String serviceName = call.getMethodDescriptor().getServiceName();
		return (serviceName != null && this.hubs.test(serviceName)) ? new OfOneCall(this.executor) : null;
	}

	/** gRPC gives it one task at a time, the beginning of the call first. */
	private static final class OfOneCall implements Executor {

		private final Executor executor;

		private volatile boolean begun;

		OfOneCall(Executor executor) {
			this.executor = executor;
		}

		@Override
		public void execute(Runnable task) {
			if (this.begun) {
				task.run();
				return;
			}
			this.begun = true;
			try {
				this.executor.execute(task);
			}
			catch (RejectedExecutionException ex) { // the application is ending
				task.run();
			}
		}

	}

}
