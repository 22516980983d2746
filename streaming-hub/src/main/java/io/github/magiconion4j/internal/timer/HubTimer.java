package io.github.magiconion4j.internal.timer;

import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timer with one thread for any number of connections. Other threads only put requests
 * into a queue, so scheduling and cancelling take no lock and are O(1). Entries that are
 * due within a few milliseconds of each other run together.
 * <p>
 * A timer that was not started has no thread. Tests and simulations drive it with their
 * own clock, by {@link #runDue()} and {@link #nextWake()}.
 */
public final class HubTimer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HubTimer.class);

	/**
	 * How long a due entry may wait for entries that are due a little later. Waking
	 * threads is a large part of the cost of a heartbeat: this thread wakes a sending
	 * thread, which wakes those of the transport. A longer time would save more, but
	 * heartbeats that are sent together delay each other, which increases the measured
	 * round-trip times.
	 */
	private static final long COALESCE = TimeUnit.MILLISECONDS.toNanos(6);

	private static final long IDLE = TimeUnit.HOURS.toNanos(1);

	/** The thread sleeps at most for this fraction of the shortest timeout. */
	private static final int WAKES_PER_TIMEOUT = 50;

	/** A wake-up that is late by more than this counts as a pause of the process. */
	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

	/**
	 * It is unknown when a pause began, since the thread slept. One that is longer than
	 * this counts from this much before the thread was to wake.
	 */
	private static final long LONG_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

	private final LongSupplier clock;

	private final TimerWheel wheel;

	private final Queue<TimerEntry> requests = new ConcurrentLinkedQueue<>();

	private final Pauses pauses = new Pauses();

	/**
	 * When the thread wakes next. A request for a later time does not need to wake it.
	 */
	private volatile long sleepUntil;

	/**
	 * While anything is scheduled, the thread wakes at each tick of this length, to
	 * notice pauses. It only gets shorter.
	 */
	private volatile long longestSleep = Ticks.LONGEST;

	private long lastRun;

	private volatile LongConsumer tickListener = (late) -> {
	};

	private volatile boolean closed;

	private final TimerThread thread;

	/**
	 * Creates a timer that is not started.
	 * @param clock a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
	 */
	public HubTimer(LongSupplier clock) {
		this(clock, TimerThread::daemon);
	}

	HubTimer(LongSupplier clock, ThreadFactory factory) {
		this.clock = clock;
		this.thread = new TimerThread(factory, clock);
		this.wheel = new TimerWheel(clock.getAsLong());
		this.sleepUntil = clock.getAsLong() + IDLE;
	}

	/**
	 * Starts the timer's thread, a daemon. If the process can have no more threads at the
	 * moment, the thread is started on demand.
	 * @return this timer
	 */
	public synchronized HubTimer start() {
		if (!this.thread.isStarted() && !this.closed) {
			this.sleepUntil = now() + IDLE; // the time before the start is not a pause
			this.thread.start(this::loop);
		}
		return this;
	}

	/**
	 * Starts the timer's thread when the first entry is scheduled, so that an application
	 * with neither hubs nor clients has no timer thread.
	 * @return this timer
	 */
	public HubTimer startOnDemand() {
		this.thread.startOnDemand();
		return this;
	}

	/**
	 * The time by this timer's clock.
	 * @return nanoseconds from an arbitrary origin
	 */
	public long now() {
		return this.clock.getAsLong();
	}

	/**
	 * Schedules an entry, or reschedules it. The last request for an entry wins.
	 * @param entry the entry
	 * @param wakeAt when it is due, by this timer's clock
	 */
	public void schedule(TimerEntry entry, long wakeAt) {
		entry.request = (wakeAt != TimerEntry.NEVER) ? wakeAt : wakeAt + 1;
		this.requests.add(entry);
		if (this.thread.isOnDemand()) {
			start();
		}
		else if (wakeAt - this.sleepUntil < 0) {
			this.thread.wake();
		}
	}

	/**
	 * Schedules an entry for the next time that the thread wakes anyway, at most 200 ms
	 * from now. It costs no wake of its own.
	 * @param entry what to run
	 */
	public void scheduleAtNextWake(TimerEntry entry) {
		long now = now();
		boolean wakesSoon = this.sleepUntil - now <= Ticks.LONGEST;
		schedule(entry, wakesSoon ? this.sleepUntil : now);
	}

	/**
	 * Cancels an entry.
	 * @param entry the entry
	 */
	public void cancel(TimerEntry entry) {
		entry.request = TimerEntry.NEVER;
		this.requests.add(entry);
	}

	/**
	 * Makes the timer notice pauses that matter to a timeout. A pause that begins and
	 * ends while the thread sleeps is missed, and of others the beginning may be missed.
	 * So from now on the thread sleeps at most for a 50th of the timeout, but at least
	 * for 50 ms. Thread-safe.
	 * @param timeout the timeout in nanoseconds; zero for none
	 */
	public void noticePauses(long timeout) {
		long needed = Math.max(Ticks.SHORTEST, Ticks.within(timeout / WAKES_PER_TIMEOUT));
		if (timeout != 0 && needed < this.longestSleep) {
			synchronized (this) {
				this.longestSleep = Math.min(this.longestSleep, needed);
			}
		}
	}

	/**
	 * How long the process was paused since a given time, by a long garbage collection, a
	 * stopped process or a suspended machine. The timer detects pauses by waking late.
	 * Must be called on the timer's thread.
	 * @param time the time by this timer's clock
	 * @return nanoseconds; 0 for none
	 */
	public long pausedSince(long time) {
		return this.pauses.since(time, now());
	}

	/**
	 * Sets the listener of the timer's lag: each time that the thread wakes, unless a
	 * request has woken it early, it is called with the number of nanoseconds by which
	 * that was late. It is called on the timer's thread, at most every few milliseconds,
	 * and must neither block nor throw.
	 * @param listener the listener, which replaces the previous one
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
			long asleep = (now - expected > LONG_PAUSE) ? Math.min(expected - this.lastRun, LONG_PAUSE) : 0;
			this.pauses.begin(expected - asleep);
			this.pauses.end(now);
		}
		this.lastRun = now;
		takeRequests();
		this.wheel.advance(now, (entry) -> run(entry, now));
		takeRequests();
		long after = now();
		if (after - now > PAUSE) { // the process was paused during this run
			this.pauses.begin(now);
			this.pauses.end(after);
		}
		this.sleepUntil = after + ((this.wheel.size() == 0) ? IDLE : Math
			.min(Ticks.next(after, this.longestSleep) - after, Math.max(0, this.wheel.nextWake(after + IDLE) - after)));
		if (now - expected >= 0) { // otherwise a request woke the thread early
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
	 * Stops the timer for good. Scheduled entries do not run any more.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.thread.wake();
	}

	private void loop() {
		while (!this.closed) {
			try {
				runDue();
			}
			catch (RuntimeException | Error ex) { // the thread must survive: all
													// heartbeats depend on it
				logger.error("The timer failed and continues", ex);
			}
			// Wait for entries that are due a little later; never wake early.
			long wake = this.lastRun + Math.max(COALESCE, this.sleepUntil - this.lastRun);
			this.sleepUntil = wake;
			if (this.requests.isEmpty()) {
				LockSupport.parkNanos(this, wake - now());
			}
			// Only close() ends this thread. While the interrupt flag is set, it could
			// not park.
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
			logger.error("A timer entry failed and was removed: {}", entry, ex);
			return TimerEntry.NEVER;
		}
	}

}
