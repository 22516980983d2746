package io.github.magiconion4j.internal.timer;

/**
 * Something that a {@link HubTimer} runs when it is due, again and again.
 */
public abstract class TimerEntry {

	/** What {@link #run(long)} returns to be left alone. */
	protected static final long NEVER = Long.MIN_VALUE;

	static final int UNSCHEDULED = -1;

	/** In the timer's wheel. Of the timer thread alone. */
	int number = UNSCHEDULED;

	volatile long request = NEVER;

	/**
	 * Makes an entry that is not scheduled yet.
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
