package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * How much memory the messages of an outbound queue take, and who waits for it to become
 * less. Above the high watermark a hub that sends to its own client is held back, until
 * the backlog has come down to the low watermark. Thread-safe.
 */
public final class Backlog {

	/** What a message takes in memory beside its bytes, roughly. */
	static final int OVERHEAD = 64;

	/** The part of the maximum that is the high watermark. */
	private static final int HIGH = 4;

	/** And the low one. */
	private static final int LOW = 8;

	private static final AtomicLongFieldUpdater<Backlog> BYTES = AtomicLongFieldUpdater.newUpdater(Backlog.class,
			"bytes");

	private final long max;

	private volatile long bytes;

	/** Complete at the low watermark; there is one while somebody waits for that. */
	private final AtomicReference<@Nullable CompletableFuture<@Nullable Void>> low = new AtomicReference<>();

	private volatile boolean over;

	Backlog(long max) {
		this.max = max;
	}

	/** A message was queued. */
	void add(int length) {
		BYTES.addAndGet(this, length + OVERHEAD);
	}

	/** A message left the queue. */
	void remove(int length) {
		if (BYTES.addAndGet(this, -length - OVERHEAD) <= lowWatermark()) {
			tell();
		}
	}

	/**
	 * How much memory the messages take.
	 * @return bytes
	 */
	public long bytes() {
		return this.bytes;
	}

	/**
	 * Whether a hub that sends to its own client is to be held back.
	 * @return whether the backlog is above the high watermark
	 */
	public boolean isHigh() {
		return this.bytes > this.max / HIGH && !this.over;
	}

	/**
	 * Whether more waits than ever may.
	 * @return whether the connection is to be closed
	 */
	public boolean isOverCap() {
		return this.bytes > this.max;
	}

	/**
	 * Complete when there is room for more again: when the backlog has come down to the
	 * low watermark, or the connection has ended. What depends on it must not block.
	 * @return when there is; {@code null} if the backlog is not above the high watermark
	 * now
	 */
	public @Nullable CompletableFuture<@Nullable Void> room() {
		if (!isHigh()) {
			return null;
		}
		CompletableFuture<@Nullable Void> known = this.low.get();
		while (known == null) {
			CompletableFuture<@Nullable Void> own = new CompletableFuture<>();
			known = this.low.compareAndSet(null, own) ? own : this.low.get();
		}
		if (this.over || this.bytes <= lowWatermark()) {
			tell(); // it came down before it could be seen that somebody waits
		}
		return known;
	}

	/** Waits for that. An interrupt ends the waiting, and stays. */
	public void awaitRoom() {
		CompletableFuture<@Nullable Void> room = room();
		try {
			if (room != null) {
				room.get();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex); // nobody completes it so
		}
	}

	/** The connection has ended: nobody need wait any more. */
	void end() {
		this.over = true;
		tell();
	}

	private long lowWatermark() {
		return this.max / LOW;
	}

	private void tell() {
		CompletableFuture<@Nullable Void> waiting = (this.low.get() != null) ? this.low.getAndSet(null) : null;
		if (waiting != null) {
			waiting.complete(null);
		}
	}

}
