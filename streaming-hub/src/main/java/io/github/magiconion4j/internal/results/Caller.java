package io.github.magiconion4j.internal.results;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The connection for which a method runs. As an executor, it runs the continuations of
 * suspend functions.
 */
public interface Caller extends Executor {

	/**
	 * Registers a pending result that can be cancelled.
	 * @param result completes when the method has ended, whether it was cancelled or not
	 * @param cancel called if the connection ends before that; must not block
	 * @return a stage that completes like the result, to be used in its place
	 */
	CompletionStage<?> running(CompletionStage<?> result, Runnable cancel);

}
