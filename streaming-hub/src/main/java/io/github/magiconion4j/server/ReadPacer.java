package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.Pauses;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a connection reads. gRPC delivers as many messages as it was asked for: a
 * number of them ahead, so that asking costs little, and none while too many requests
 * wait for the hub, unless that waits for a result of the client. The stream is ordered,
 * so a connection that does not read sees no sign of life either; it is kept how long
 * that lasted.
 */
final class ReadPacer {

	private static final int MAX_READ_AHEAD = 64;

	private final Outbound outbound;

	private final HubTimer timer;

	private final ServerSettings settings;

	/** Few where few requests may wait: what is read ahead comes on top of them. */
	private final int readAhead;

	/** Messages that gRPC may still deliver. */
	private final AtomicInteger credit = new AtomicInteger();

	/** Requests that wait or run. */
	private final AtomicInteger pending = new AtomicInteger();

	/** Results that the client owes: requests may be before them. */
	private final AtomicInteger awaited = new AtomicInteger();

	private volatile boolean paused;

	private volatile long lastReceived;

	private volatile @Nullable Pauses pauses;

	ReadPacer(Outbound outbound, HubTimer timer, ServerSettings settings) {
		this.outbound = outbound;
		this.timer = timer;
		this.settings = settings;
		this.lastReceived = timer.now();
		this.readAhead = (int) Math.min(MAX_READ_AHEAD, 4L * settings.maxPendingRequests());
	}

	/** Begins to read. */
	void start() {
		topUp();
	}

	/** A message was delivered. */
	void received() {
		this.lastReceived = this.timer.now();
		if (this.credit.decrementAndGet() <= this.readAhead / 2 && !this.paused) {
			topUp();
		}
	}

	/**
	 * A request came.
	 * @return whether it is far too many of them
	 */
	boolean requestBegins() {
		int waiting = this.pending.incrementAndGet();
		if (waiting > this.settings.maxPendingRequests() && !this.paused && this.awaited.get() == 0) {
			pause();
			resumeIfDone(); // they may have ended meanwhile
		}
		return waiting > 10L * this.settings.maxPendingRequests();
	}

	/** A request ended. */
	void requestEnds() {
		this.pending.decrementAndGet();
		resumeIfDone();
	}

	/** The client owes a result. */
	void resultAwaited() {
		this.awaited.incrementAndGet();
		resumeIfDone();
	}

	/** It came, or is not waited for any more. */
	void resultCame() {
		this.awaited.decrementAndGet();
	}

	/** How long ago the last message was delivered. */
	Duration idle() {
		return Duration.ofNanos(this.timer.now() - this.lastReceived);
	}

	/** How long nothing was read since a time, by the timer's clock, up to the limit. */
	long notReadingSince(long time) {
		Pauses known = this.pauses;
		return (known == null) ? 0
				: Math.min(known.since(time, this.timer.now()), this.settings.maxReadPause().toNanos());
	}

	private synchronized void pause() {
		if (!this.paused) {
			this.paused = true;
			pauses().begin(this.timer.now());
		}
	}

	private void resumeIfDone() {
		boolean done = this.pending.get() <= this.settings.maxPendingRequests() / 2;
		if (this.paused && (done || this.awaited.get() > 0)) {
			resume();
			topUp();
		}
	}

	private synchronized void resume() {
		if (this.paused) {
			pauses().end(this.timer.now());
			this.paused = false;
		}
	}

	private void topUp() {
		int have = this.credit.get();
		while (have <= this.readAhead / 2 && !this.credit.compareAndSet(have, this.readAhead)) {
			have = this.credit.get();
		}
		if (have <= this.readAhead / 2) {
			this.outbound.read(this.readAhead - have);
		}
	}

	private Pauses pauses() {
		Pauses known = this.pauses;
		if (known == null) {
			known = new Pauses();
			this.pauses = known;
		}
		return known;
	}

}
