package io.github.magiconion4j.internal.inbound;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import io.github.magiconion4j.internal.outbound.ServerOutbound;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.Pauses;
import org.jspecify.annotations.Nullable;

/**
 * Inbound flow control: decides when a connection reads. gRPC delivers as many messages
 * as were requested. A few are requested in advance, which costs little, and none while
 * the requests that wait for the hub exceed a limit. The messages of a stream are
 * ordered, so a connection that does not read sees no sign of life either: the client's
 * deadline is extended by the length of the pause.
 */
public final class InboundFlow {

	/** The connection is closed at this multiple of a limit. */
	static final int HARD_CAP_FACTOR = 10;

	private static final int MAX_READ_AHEAD = 32;

	/** Read-ahead while the size of the client's messages is still unknown. */
	private static final int FIRST_READ_AHEAD = 8;

	/** Estimated memory of a waiting request in addition to its bytes. */
	private static final int OVERHEAD = 128;

	private static final AtomicIntegerFieldUpdater<InboundFlow> CREDIT = counter("credit");

	private static final AtomicIntegerFieldUpdater<InboundFlow> PENDING = counter("pending");

	private static final AtomicIntegerFieldUpdater<InboundFlow> AWAITED = counter("awaited");

	private static final AtomicLongFieldUpdater<InboundFlow> PENDING_BYTES = AtomicLongFieldUpdater
		.newUpdater(InboundFlow.class, "pendingBytes");

	private final ServerOutbound outbound;

	private final HubTimer timer;

	private final InboundLimits limits;

	/** Messages that were requested from gRPC and not delivered yet. */
	private volatile int credit;

	/** Requests that are waiting or running. */
	private volatile int pending;

	/** Estimated memory of the pending requests, in bytes. */
	private volatile long pendingBytes;

	/**
	 * Client results in flight. Reading must not pause while it is over 0: the result may
	 * be queued behind requests.
	 */
	private volatile int awaited;

	private volatile boolean paused;

	private volatile long lastReceived;

	private volatile @Nullable Pauses pauses;

	/**
	 * The size of the largest recent message; decays with each smaller one. 0 before the
	 * first. Written only by the thread that reads.
	 */
	private volatile int peak;

	/**
	 * Creates the flow control of a connection that does not read yet.
	 * @param outbound requests messages from gRPC
	 * @param timer measures pauses
	 * @param limits limits of what waits
	 */
	public InboundFlow(ServerOutbound outbound, HubTimer timer, InboundLimits limits) {
		this.outbound = outbound;
		this.timer = timer;
		this.limits = limits;
		this.lastReceived = timer.now();
	}

	private static AtomicIntegerFieldUpdater<InboundFlow> counter(String field) {
		return AtomicIntegerFieldUpdater.newUpdater(InboundFlow.class, field);
	}

	/** Starts reading. */
	public void start() {
		topUp();
	}

	/**
	 * A message was delivered.
	 * @param length its length in bytes
	 */
	public void received(int length) {
		this.lastReceived = this.timer.now();
		int before = this.peak;
		this.peak = Math.max(length + OVERHEAD, before - (before >> 4));
		if (CREDIT.decrementAndGet(this) <= readAhead() / 2 && !this.paused) {
			topUp();
		}
	}

	/** How many messages are requested in advance: fewer if they are large. */
	private int readAhead() {
		int largest = this.peak;
		long fitting = (largest != 0) ? this.limits.maxBytes() / 2 / largest : FIRST_READ_AHEAD;
		long most = Math.min(MAX_READ_AHEAD, 4L * this.limits.maxRequests());
		return (int) Math.max(1, Math.min(most, fitting));
	}

	/**
	 * A request has arrived.
	 * @param length its length in bytes
	 * @return {@code false} if the hard cap is exceeded: the client sends far more than
	 * the hub can process
	 */
	public boolean requestBegins(int length) {
		int waiting = PENDING.incrementAndGet(this);
		long bytes = PENDING_BYTES.addAndGet(this, length + OVERHEAD);
		if (isOver(waiting, bytes, 1) && !this.paused && this.awaited == 0) {
			pause();
			resumeIfDone(); // the requests may have ended before the pause began
		}
		return !isOver(waiting, bytes, HARD_CAP_FACTOR);
	}

	/**
	 * A request has ended.
	 * @param length its length in bytes
	 */
	public void requestEnds(int length) {
		PENDING.decrementAndGet(this);
		PENDING_BYTES.addAndGet(this, -length - OVERHEAD);
		resumeIfDone();
	}

	private boolean isOver(int requests, long bytes, int factor) {
		return requests > (long) factor * this.limits.maxRequests() || bytes > factor * this.limits.maxBytes();
	}

	/** A client result is in flight. */
	public void resultAwaited() {
		AWAITED.incrementAndGet(this);
		resumeIfDone();
	}

	/** A client result has arrived, or is no longer awaited. */
	public void resultCame() {
		AWAITED.decrementAndGet(this);
	}

	/**
	 * The number of requests that are waiting or running.
	 * @return the number
	 */
	public int pendingRequests() {
		return this.pending;
	}

	/**
	 * How long ago the last message was delivered.
	 * @return the time; before the first, since the connection started
	 */
	public Duration idle() {
		return Duration.ofNanos(this.timer.now() - this.lastReceived);
	}

	/**
	 * For how long reading has been paused since a time of the timer's clock, at most
	 * {@link InboundLimits#maxPause()}.
	 * @param time the time
	 * @return nanoseconds
	 */
	public long notReadingSince(long time) {
		Pauses known = this.pauses;
		return (known == null) ? 0 : Math.min(known.since(time, this.timer.now()), this.limits.maxPause().toNanos());
	}

	private synchronized void pause() {
		if (!this.paused) {
			this.paused = true;
			pauses().begin(this.timer.now());
		}
	}

	private void resumeIfDone() {
		if (this.paused && (isHalfDone() || this.awaited > 0)) {
			resume();
			topUp();
		}
	}

	private boolean isHalfDone() {
		return this.pending <= this.limits.maxRequests() / 2 && this.pendingBytes <= this.limits.maxBytes() / 2;
	}

	private synchronized void resume() {
		if (this.paused) {
			pauses().end(this.timer.now());
			this.paused = false;
		}
	}

	private void topUp() {
		int wanted = readAhead();
		int have = this.credit;
		while (have <= wanted / 2 && !CREDIT.compareAndSet(this, have, wanted)) {
			have = this.credit;
		}
		if (have <= wanted / 2) {
			this.outbound.read(wanted - have);
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
