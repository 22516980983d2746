package io.github.magiconion4j.internal.threads;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A future that many share, and that only its owner can complete. A
 * {@link #minimalCompletionStage()} would protect the owner, too, but each of its
 * {@code toCompletableFuture()} is a dependent that stays until the future completes.
 *
 * @param <T> the type of the value
 */
public final class ReadOnlyFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	/**
	 * Creates a future that is not complete.
	 */
	public ReadOnlyFuture() {
	}

	/**
	 * Completes it, unless it is complete.
	 * @param value the value
	 */
	public void make(T value) {
		super.complete(value);
	}

	/** Dependents belong to whoever creates them. */
	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

	@Override
	public boolean complete(T value) {
		return false;
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		return false;
	}

	@Override
	public boolean cancel(boolean mayInterrupt) {
		return false;
	}

	@Override
	public void obtrudeValue(T value) {
		throw new UnsupportedOperationException("only its owner can complete it");
	}

	@Override
	public void obtrudeException(Throwable failure) {
		throw new UnsupportedOperationException("only its owner can complete it");
	}

	// These return this future by contract, but its user wants the result in time.

	@Override
	public CompletableFuture<T> completeAsync(Supplier<? extends T> value, Executor executor) {
		return copy().completeAsync(value, executor);
	}

	@Override
	public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
		return copy().orTimeout(timeout, unit);
	}

	@Override
	public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
		return copy().completeOnTimeout(value, timeout, unit);
	}

}
