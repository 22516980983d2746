package io.github.magiconion4j.internal.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The target of a receiver proxy: one client or several.
 */
@FunctionalInterface
public interface ReceiverTarget extends RemoteProxies.Target {

	/**
	 * Sends a call without a result. It is encoded once for all clients.
	 * @param message the call
	 */
	void send(byte[] message);

	/**
	 * Asks for a result.
	 * @param method what is called
	 * @param values the arguments; {@code null} for none
	 * @return the result, or the status with which the call failed
	 */
	default CompletableFuture<@Nullable Object> ask(RemoteMethod method, @Nullable Object @Nullable [] values) {
		throw new UnsupportedOperationException(
				method.name() + " returns a result: call it on a single client, not on a group");
	}

	@Override
	default @Nullable Object call(RemoteMethod method, @Nullable Object @Nullable [] values) {
		return switch (method.answer()) {
			case NONE -> {
				send(method.oneWay(values));
				yield null;
			}
			case VALUE -> await(method, ask(method, values));
			case LATER -> ask(method, values);
		};
	}

	/** The receiver's method returns a plain value, so the calling thread blocks. */
	private static @Nullable Object await(RemoteMethod method, CompletableFuture<@Nullable Object> result) {
		if (!result.isDone()) {
			TransportThread.checkMayWait(method.name());
		}
		try {
			return result.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new HubStatusException(Status.Code.CANCELLED,
					"interrupted while waiting for the result of " + method.name(), ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof HubStatusException failure) {
				throw failure;
			}
			throw new HubStatusException(Status.Code.INTERNAL, "the result of " + method.name() + " failed",
					ex.getCause());
		}
	}

}
