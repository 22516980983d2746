package io.github.magiconion4j.autoconfigure;

import java.time.Duration;

/**
 * A bounded thread pool of hub code. The values may be inconsistent with each other for a
 * moment. Thread-safe.
 */
public interface HubThreads {

	/**
	 * The number of threads that are running hub code.
	 * @return a number from 0 to {@link #maximum()}
	 */
	int busy();

	/**
	 * The maximum number of threads.
	 * @return the number, at least 1
	 */
	int maximum();

	/**
	 * The number of tasks that wait for a thread.
	 * @return the number
	 */
	int queued();

	/**
	 * How long the oldest task has waited. More than a moment means that hub code blocks
	 * all threads.
	 * @return zero if no task waits
	 */
	Duration waited();

}
