package io.github.magiconion4j.internal.threads;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An event that happens once and has a value. Waiting threads are released at once.
 * Stages of the application are completed on its executor or, if that is stuck, on a
 * sending thread after a while.
 *
 * @param <T> the type of the value
 */
public final class Announcement<T> {

	private final ClientThreads threads;

	private final Deadline lastResort;

	/** Internal, without callbacks of the application, so any thread may complete it. */
	private final CompletableFuture<T> known = new CompletableFuture<>();

	private final ReadOnlyFuture<T> told = new ReadOnlyFuture<>();

	/** Whether the application has asked for the stage. */
	private volatile boolean wanted;

	/** Whether the completion of the stage has been started. */
	private final AtomicBoolean begun = new AtomicBoolean();

	/**
	 * Creates an event that has not happened yet.
	 * @param threads completes the application's stages
	 */
	public Announcement(ClientThreads threads) {
		this.threads = threads;
		this.lastResort = new Deadline(threads, () -> TransportThread.run(() -> this.told.make(this.known.join())));
	}

	/**
	 * Announces the event. Only the first call has an effect.
	 * @param value the value
	 */
	public void make(T value) {
		this.known.complete(value);
		tell();
	}

	/**
	 * Runs an internal action on the announcing thread.
	 * @param action receives the value; must not block
	 */
	public void whenMade(Consumer<T> action) {
		this.known.thenAccept(action);
	}

	/**
	 * Waits for the event.
	 * @return the value
	 * @throws InterruptedException if the thread is interrupted
	 */
	public T await() throws InterruptedException {
		try {
			return this.known.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex); // it never completes exceptionally
		}
	}

	/** Waits for the event. An interrupt ends the wait; the interrupt flag stays set. */
	public void awaitUnlessInterrupted() {
		try {
			await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A stage for the application, which cannot complete it. It may ask as often as it
	 * likes, for example in each frame of a game: that leaves nothing behind.
	 * @return a stage that completes with the value; the same object at every call
	 */
	public CompletionStage<T> stage() {
		this.wanted = true;
		tell();
		return this.told;
	}

	/**
	 * Completes the stage, once, if the event has happened and the stage was asked for.
	 */
	private void tell() {
		if (!this.wanted || !this.known.isDone() || !this.begun.compareAndSet(false, true)) {
			return;
		}
		this.threads.completing().execute(() -> {
			this.told.make(this.known.join());
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
