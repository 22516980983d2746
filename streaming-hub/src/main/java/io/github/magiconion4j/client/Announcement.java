package io.github.magiconion4j.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that happens once. A thread that waits for it knows at once, whoever makes it
 * known; the stages of users are completed on their executor.
 *
 * @param <T> what there is to say
 */
final class Announcement<T> {

	private final ClientSettings settings;

	/** No user depends on it, so none is run where it is completed. */
	private final CompletableFuture<T> known = new CompletableFuture<>();

	private final CompletableFuture<T> told = new CompletableFuture<>();

	/** Whether a user wants to be told. */
	private final AtomicBoolean wanted = new AtomicBoolean();

	Announcement(ClientSettings settings) {
		this.settings = settings;
	}

	void make(T value) {
		this.known.complete(value);
	}

	boolean isMade() {
		return this.known.isDone();
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
		if (this.wanted.compareAndSet(false, true)) {
			this.known.thenAccept((value) -> this.settings.complete(() -> this.told.complete(value)));
		}
		return this.told.minimalCompletionStage();
	}

}
