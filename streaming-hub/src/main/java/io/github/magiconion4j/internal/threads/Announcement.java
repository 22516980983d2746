package io.github.magiconion4j.internal.threads;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Something that happens once. A thread that waits for it knows at once, whoever makes it
 * known; the stages of users are completed on their executor, or, if that does not come
 * to it, on a sending thread after a while.
 *
 * @param <T> what there is to say
 */
public final class Announcement<T> {

	private final ClientThreads threads;

	private final Deadline lastResort;

	/** No user depends on it, so none is run where it is completed. */
	private final CompletableFuture<T> known = new CompletableFuture<>();

	private final CompletableFuture<T> told = new CompletableFuture<>();

	/** Whether a user wants to be told. */
	private volatile boolean wanted;

	/** Whether somebody tells the user, or has. */
	private final AtomicBoolean begun = new AtomicBoolean();

	/**
	 * Makes one that is not made known yet.
	 * @param threads completes stages of users
	 */
	public Announcement(ClientThreads threads) {
		this.threads = threads;
		this.lastResort = new Deadline(threads, () -> this.told.complete(this.known.join()));
	}

	/**
	 * Makes it known. Only the first time counts.
	 * @param value what there is to say
	 */
	public void make(T value) {
		this.known.complete(value);
		tell();
	}

	/**
	 * Runs an action of ours, which must not block, on the thread that makes it known.
	 * @param action told it
	 */
	public void whenMade(Consumer<T> action) {
		this.known.thenAccept(action);
	}

	/**
	 * Waits for it.
	 * @return what there is to say
	 * @throws InterruptedException if the thread is interrupted
	 */
	public T await() throws InterruptedException {
		try {
			return this.known.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex); // nobody completes it so
		}
	}

	/** Waits for it. An interrupt ends the waiting, and stays. */
	public void awaitUnlessInterrupted() {
		try {
			await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A stage for users, that nobody else can complete.
	 * @return completed with what there is to say
	 */
	public CompletionStage<T> stage() {
		this.wanted = true;
		tell();
		return this.told.minimalCompletionStage();
	}

	/** Completes the stage once, when there is something to tell. */
	private void tell() {
		if (!this.wanted || !this.known.isDone() || !this.begun.compareAndSet(false, true)) {
			return;
		}
		this.threads.completing().execute(() -> {
			this.told.complete(this.known.join());
			this.lastResort.cancel();
		});
		if (!this.told.isDone()) {
			this.lastResort.scheduleIn(Deadline.PATIENCE_NANOS);
			if (this.told.isDone()) {
				this.lastResort.cancel();
			}
		}
	}

}
