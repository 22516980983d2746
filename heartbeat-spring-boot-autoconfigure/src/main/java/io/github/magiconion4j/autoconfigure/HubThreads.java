package io.github.magiconion4j.autoconfigure;

import java.time.Duration;

/**
 * Threads that hub code can use up. All that is told is true at about the same time;
 * thread-safe.
 */
public interface HubThreads {

	/**
	 * How many threads run hub code now.
	 * @return a number from 0 to {@link #maximum()}
	 */
	int busy();

	/**
	 * The most threads that there may be.
	 * @return the number, at least 1
	 */
	int maximum();

	/**
	 * How many tasks wait, since all threads are busy and there may be no more.
	 * @return the number
	 */
	int queued();

	/**
	 * How long the task that is next has waited. More than a moment means that hub code
	 * blocks all threads.
	 * @return zero if no task waits
	 */
	Duration waited();

}
