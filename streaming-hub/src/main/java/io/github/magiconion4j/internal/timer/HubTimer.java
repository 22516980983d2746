package io.github.magiconion4j.internal.timer;

import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one timer thread of the process, for any number of connections. Other threads only
 * put requests into a queue, so nobody waits for a lock, and scheduling and cancelling
 * are O(1). Entries that are due within a few milliseconds of each other are run
 * together.
 * <p>
 * A timer that was not started has no thread and is driven by hand, with a clock of the
 * driver's: {@link #runDue()} and {@link #nextWake()}.
 */
public final class HubTimer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HubTimer.class);

	/**
	 * How long what is due may wait for what is due a little later. To wake threads is a
	 * good part of what heartbeats cost: this thread wakes one that sends, that one those
	 * of the transport. Yet what goes together waits for each other on its way, which
	 * their round-trip times tell.
	 */
	private static final long COALESCE = TimeUnit.MILLISECONDS.toNanos(6);

	private static final long IDLE = TimeUnit.HOURS.toNanos(1);

	/**
	 * While anything is scheduled, the thread wakes at least this often, to notice
	 * pauses.
	 */
	private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

	/** Waking so much too late is a pause of the process. */
	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

	private final LongSupplier clock;

	private final TimerWheel wheel;

	private final Queue<TimerEntry> requests = new ConcurrentLinkedQueue<>();

	private final Pauses pauses = new Pauses();

	/** When the timer wakes next: no later request needs to wake it. */
	private volatile long sleepUntil;

	private long lastRun;

	private volatile LongConsumer tickListener = (late) -> {
	};

	private volatile boolean closed;

	/** Whether the first request starts the thread. */
	private volatile boolean startsOnDemand;

	private @Nullable Thread thread;

	/**
	 * Creates a timer that is not started.
	 * @param clock a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
	 */
	public HubTimer(LongSupplier clock) {
		this.clock = clock;
		this.wheel = new TimerWheel(clock.getAsLong());
		this.sleepUntil = clock.getAsLong() + IDLE;
	}

	/**
	 * Starts the timer's thread, a daemon.
	 * @return this timer
	 */
	public synchronized HubTimer start() {
		this.startsOnDemand = false;
		if (this.thread == null && !this.closed) {
			this.sleepUntil = now() + IDLE; // the time before is no pause
			this.thread = new Thread(this::loop, "streaming-hub-timer");
			this.thread.setDaemon(true);
			this.thread.start();
		}
		return this;
	}

	/**
	 * Has the timer's thread started when something is scheduled for the first time: who
	 * has neither hubs nor clients has no thread.
	 * @return this timer
	 */
	public HubTimer startOnDemand() {
		this.startsOnDemand = true;
		return this;
	}

	/**
	 * The time by this timer's clock.
	 * @return nanoseconds from anywhere
	 */
	public long now() {
		return this.clock.getAsLong();
	}

	/**
	 * Schedules an entry, or schedules it anew. The last request for an entry counts.
	 * @param entry what to run
	 * @param wakeAt when, by this timer's clock
	 */
	public void schedule(TimerEntry entry, long wakeAt) {
		entry.request = (wakeAt != TimerEntry.NEVER) ? wakeAt : wakeAt + 1;
		this.requests.add(entry);
		if (this.startsOnDemand) {
			start();
		}
		else if (wakeAt - this.sleepUntil < 0) {
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * Schedules an entry for the next time that the thread wakes anyway, at most 50 ms
	 * from now. It costs no wake of its own.
	 * @param entry what to run
	 */
	public void scheduleAtNextWake(TimerEntry entry) {
		long now = now();
		boolean wakesSoon = this.sleepUntil - now <= TICK;
		schedule(entry, wakesSoon ? this.sleepUntil : now);
	}

	/**
	 * Cancels an entry.
	 * @param entry what not to run any more
	 */
	public void cancel(TimerEntry entry) {
		entry.request = TimerEntry.NEVER;
		this.requests.add(entry);
	}

	/**
	 * How long the process stood still since a time: a long garbage collection, a stopped
	 * process, a suspended machine, seen by how much too late this timer woke. To be
	 * called on the timer's thread.
	 * @param time the time by this timer's clock
	 * @return nanoseconds, 0 for none
	 */
	public long pausedSince(long time) {
		return this.pauses.since(time, now());
	}

	/**
	 * Sets what is told of each tick how many nanoseconds after its time it began: what
	 * is due meanwhile is as late. It is called on the timer's thread, at most every few
	 * milliseconds, and must neither block nor throw.
	 * @param listener what to call, in place of the one before
	 */
	public void setTickListener(LongConsumer listener) {
		this.tickListener = listener;
	}

	/**
	 * Runs what is due now. Only for a timer without a thread.
	 */
	public void runDue() {
		long now = now();
		long expected = this.sleepUntil;
		if (now - expected > PAUSE) {
			// Of a long one it is not known when it began: all since the last run may be
			// of it.
			this.pauses.begin((now - expected > TICK) ? this.lastRun : expected);
			this.pauses.end(now);
		}
		this.lastRun = now;
		takeRequests();
		this.wheel.advance(now, (entry) -> run(entry, now));
		takeRequests();
		long after = now();
		if (after - now > PAUSE) { // it stood still in the midst of this
			this.pauses.begin(now);
			this.pauses.end(after);
		}
		this.sleepUntil = after + ((this.wheel.size() == 0) ? IDLE
				: Math.min(TICK, Math.max(0, this.wheel.nextWake(after + IDLE) - after)));
		if (now - expected >= 0) { // else it was woken earlier, by a request
			this.tickListener.accept(now - expected);
		}
	}

	/**
	 * When to run what is due again. Only for a timer without a thread.
	 * @return the time by this timer's clock; empty if nothing is scheduled
	 */
	public OptionalLong nextWake() {
		boolean requested = !this.requests.isEmpty();
		takeRequests();
		if (this.wheel.size() == 0) {
			return OptionalLong.empty();
		}
		return OptionalLong.of(requested ? now() : this.sleepUntil);
	}

	/**
	 * Stops the timer for good. What is scheduled is not run any more.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
	}

	private void loop() {
		while (!this.closed) {
			try {
				runDue();
			}
			catch (RuntimeException | Error ex) { // there is no other timer
				logger.error("The timer failed and goes on", ex);
			}
			// Together with what comes a little later, but never before its time.
			long wake = this.lastRun + Math.max(COALESCE, this.sleepUntil - this.lastRun);
			this.sleepUntil = wake;
			if (this.requests.isEmpty()) {
				LockSupport.parkNanos(this, wake - now());
			}
			// Nobody may end this thread so, and while it is interrupted it cannot park.
			Thread.interrupted();
		}
	}

	private void takeRequests() {
		for (TimerEntry entry = this.requests.poll(); entry != null; entry = this.requests.poll()) {
			long request = entry.request;
			if (request == TimerEntry.NEVER) {
				this.wheel.cancel(entry);
			}
			else {
				this.wheel.schedule(entry, request);
			}
		}
	}

	private static long run(TimerEntry entry, long now) {
		try {
			return entry.run(now);
		}
		catch (RuntimeException | Error ex) {
			logger.error("A timer entry failed and is not run any more: {}", entry, ex);
			return TimerEntry.NEVER;
		}
	}

}
