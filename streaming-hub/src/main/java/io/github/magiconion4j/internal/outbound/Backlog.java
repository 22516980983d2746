package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * The memory that the messages of an outbound queue take, with a high and a low
 * watermark. A hub that sends to its own client above the high watermark waits until the
 * backlog has fallen to the low watermark. Thread-safe.
 * <p>
 * It is a superclass of the queue, not a field, to save one object per connection.
 */
public abstract class Backlog {

	/** Estimated memory of a queued message in addition to its bytes. */
	static final int OVERHEAD = 64;

	/** The high watermark is the maximum divided by this. */
	private static final int HIGH = 4;

	/** The low watermark is the maximum divided by this. */
	private static final int LOW = 8;

	private static final AtomicLongFieldUpdater<Backlog> BYTES = AtomicLongFieldUpdater.newUpdater(Backlog.class,
			"bytes");

	@SuppressWarnings("rawtypes") // a class literal has no type arguments
	private static final AtomicReferenceFieldUpdater<Backlog, @Nullable CompletableFuture> LOW_REACHED = AtomicReferenceFieldUpdater
		.newUpdater(Backlog.class, CompletableFuture.class, "low");

	private static final CompletableFuture<@Nullable Void> OVER = CompletableFuture.completedFuture(null);

	private final long max;

	private volatile long bytes;

	/**
	 * Completes at the low watermark; {@code null} while nobody waits for it, and
	 * {@link #OVER} after the end.
	 */
	private volatile @Nullable CompletableFuture<@Nullable Void> low;

	Backlog(long max) {
		this.max = max;
	}

	/** A message was queued. */
	final void added(int length) {
		BYTES.addAndGet(this, length + OVERHEAD);
	}

	/** A message left the queue. */
	final void removed(int length) {
		if (BYTES.addAndGet(this, -length - OVERHEAD) <= lowWatermark()) {
			tell();
		}
	}

	/**
	 * The memory that the queued messages take.
	 * @return bytes, including overhead
	 */
	public final long bytes() {
		return this.bytes;
	}

	/**
	 * Whether a hub that sends to its own client must wait.
	 * @return whether the backlog is above the high watermark
	 */
	public final boolean isHigh() {
		return this.bytes > this.max / HIGH && !isOver();
	}

	/**
	 * Whether the backlog exceeds its maximum.
	 * @return {@code true} if the connection must be closed
	 */
	public final boolean isOverCap() {
		return this.bytes > this.max;
	}

	/**
	 * Returns a future that completes when the backlog has fallen to the low watermark,
	 * or the connection has ended. Dependent actions must not block.
	 * @return the future; {@code null} if the backlog is not above the high watermark now
	 */
	public final @Nullable CompletableFuture<@Nullable Void> room() {
		if (!isHigh()) {
			return null;
		}
		CompletableFuture<@Nullable Void> known = this.low;
		while (known == null) {
			LOW_REACHED.compareAndSet(this, null, new CompletableFuture<>());
			known = this.low;
		}
		if (this.bytes <= lowWatermark()) {
			tell(); // the backlog fell before the future was visible
		}
		return known;
	}

	/**
	 * Blocks until {@link #room()} completes. An interrupt ends the wait; the interrupt
	 * flag stays set.
	 */
	public final void awaitRoom() {
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
			throw new IllegalStateException(ex); // it never completes exceptionally
		}
	}

	/** The connection has ended: releases all waiters. */
	void end() {
		CompletableFuture<?> waiting = LOW_REACHED.getAndSet(this, OVER);
		if (waiting != null) {
			waiting.complete(null);
		}
	}

	private boolean isOver() {
		CompletableFuture<?> known = this.low;
		return known != null && known.isDone(); // others are replaced before they are
												// done
	}

	private long lowWatermark() {
		return this.max / LOW;
	}

	private void tell() {
		CompletableFuture<@Nullable Void> waiting = this.low;
		if (waiting != null && !waiting.isDone() && LOW_REACHED.compareAndSet(this, waiting, null)) {
			waiting.complete(null);
		}
	}

}
