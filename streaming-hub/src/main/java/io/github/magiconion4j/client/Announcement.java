package io.github.magiconion4j.client;

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
final class Announcement<T> {

	private final ClientSettings settings;

	private final Deadline lastResort;

	/** No user depends on it, so none is run where it is completed. */
	private final CompletableFuture<T> known = new CompletableFuture<>();

	private final CompletableFuture<T> told = new CompletableFuture<>();

	/** Whether a user wants to be told. */
	private volatile boolean wanted;

	/** Whether somebody tells the user, or has. */
	private final AtomicBoolean begun = new AtomicBoolean();

	Announcement(ClientSettings settings) {
		this.settings = settings;
		this.lastResort = new Deadline(settings.runtime(), () -> this.told.complete(this.known.join()));
	}

	void make(T value) {
		this.known.complete(value);
		tell();
	}

	boolean isMade() {
		return this.known.isDone();
	}

	/**
	 * Runs an action of ours, which must not block, on the thread that makes it known.
	 */
	void whenMade(Consumer<T> action) {
		this.known.thenAccept(action);
	}

	T await() throws InterruptedException {
		try {
			return this.known.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex); // nobody completes it so
		}
	}

	/** A stage that nobody else can complete. */
	CompletionStage<T> stage() {
		this.wanted = true;
		tell();
		return this.told.minimalCompletionStage();
	}

	/** Completes the stage once, when there is something to tell. */
	private void tell() {
		if (!this.wanted || !this.known.isDone() || !this.begun.compareAndSet(false, true)) {
			return;
		}
		this.settings.complete(() -> {
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
