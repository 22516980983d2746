package io.github.magiconion4j.internal.calls;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.github.magiconion4j.protocol.Slice;
import org.jspecify.annotations.Nullable;

/**
 * The future that a call of a hub method returns. It is completed on the executor of the
 * options. A receiver that waits for it may occupy the only thread of that executor; then
 * the waiting thread completes the future itself as soon as the answer is known.
 */
final class CallFuture extends CompletableFuture<@Nullable Object> {

	/** The answer if the future was completed before it arrived. */
	static final Outcome NOT_AWAITED = () -> Slice.of();

	private final HubCalls calls;

	private final RemoteMethod method;

	/**
	 * Internal, without callbacks of the application, so the transport's thread may
	 * complete it.
	 */
	private final CompletableFuture<Outcome> answer = new CompletableFuture<>();

	CallFuture(HubCalls calls, RemoteMethod method) {
		this.calls = calls;
		this.method = method;
	}

	/** The answer is known. */
	void answered(Outcome outcome) {
		this.answer.complete(outcome);
	}

	/** Completes this future, if the answer is known. */
	void complete() {
		Outcome outcome = this.answer.getNow(null);
		if (outcome == null || isDone()) {
			return;
		}
		try {
			complete(this.method.result(outcome.body()));
		}
		catch (Throwable ex) { // includes errors of the serializer
			completeExceptionally(ex);
		}
	}

	@Override
	public @Nullable Object join() {
		if (mustCompleteItself()) {
			this.answer.join();
			complete();
		}
		return super.join();
	}

	@Override
	public @Nullable Object get() throws InterruptedException, ExecutionException {
		if (mustCompleteItself()) {
			this.answer.get();
			complete();
		}
		return super.get();
	}

	@Override
	public @Nullable Object get(long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		if (mustCompleteItself()) {
			this.answer.get(timeout, unit);
			complete();
		}
		return super.get(timeout, unit);
	}

	/**
	 * Called by a thread that is about to wait.
	 * @throws IllegalStateException if the wait could never end
	 */
	private boolean mustCompleteItself() {
		if (isDone()) {
			return false;
		}
		TransportThread.checkMayWait(this.method.name());
		ReceiverThread.checkMayWait(this.calls, this.method.name());
		return ReceiverThread.isCurrent();
	}

}
