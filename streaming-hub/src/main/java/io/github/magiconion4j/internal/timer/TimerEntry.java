package io.github.magiconion4j.internal.timer;

/**
 * A task that a {@link HubTimer} runs when it is due, once or repeatedly.
 */
public abstract class TimerEntry {

	/** Returned by {@link #run(long)} if it is not to run again. */
	protected static final long NEVER = Long.MIN_VALUE;

	static final int UNSCHEDULED = -1;

	/** Its number in the timer wheel. Used by the timer thread only. */
	int number = UNSCHEDULED;

	volatile long request = NEVER;

	/**
	 * Creates an entry that is not scheduled.
	 */
	protected TimerEntry() {
	}

	/**
	 * Called on the timer thread when this entry is due. Everything else waits for it: it
	 * must neither block nor run user code. After {@link HubTimer#cancel(TimerEntry)} by
	 * another thread it may still be called once.
	 * @param now the time by the timer's clock, in nanoseconds
	 * @return when to call it again by that clock, or {@link #NEVER}
	 */
	protected abstract long run(long now);

}
