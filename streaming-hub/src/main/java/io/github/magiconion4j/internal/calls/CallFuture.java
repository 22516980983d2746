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
public final class CallFuture extends CompletableFuture<@Nullable Object> {

	/** The answer if this future was completed before it arrived. */
	private static final Outcome NOT_AWAITED = () -> Slice.of();

	private final RemoteMethod method;

	/** The calls of the connection; {@code null} if the call waits for one. */
	private volatile @Nullable HubCalls calls;

	private volatile @Nullable Integer number;

	/**
	 * Internal, without callbacks of the application, so the transport's thread may
	 * complete it.
	 */
	private final CompletableFuture<Outcome> answer = new CompletableFuture<>();

	/**
	 * Creates the future of a call that is not sent yet.
	 * @param method the method
	 */
	public CallFuture(RemoteMethod method) {
		this.method = method;
		// The application may complete it, by cancel or orTimeout: then nobody waits for
		// the answer.
		whenComplete((value, failure) -> {
			HubCalls connection = this.calls;
			if (connection != null) {
				connection.forget(this);
			}
			this.answer.complete(NOT_AWAITED);
		});
	}

	RemoteMethod method() {
		return this.method;
	}

	/** The call is sent over a connection. */
	void sentBy(HubCalls connection) {
		this.calls = connection;
	}

	/** The number of the call on its connection; {@code null} before it is sent. */
	@Nullable Integer number() {
		return this.number;
	}

	void setNumber(int number) {
		this.number = number;
	}

	/**
	 * The answer is known.
	 * @param outcome the answer
	 */
	public void answered(Outcome outcome) {
		this.answer.complete(outcome);
	}

	/** Completes this future, if the answer is known. */
	public void complete() {
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
		HubCalls connection = this.calls;
		if (connection != null) {
			ReceiverThread.checkMayWait(connection, this.method.name());
		}
		return ReceiverThread.isCurrent();
	}

}
