package io.github.magiconion4j.internal.results;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * For whom a method of this side runs: a connection. As an executor it runs what a
 * suspend function goes on with.
 */
public interface Caller extends Executor {

	/**
	 * A result is on its way, and nobody else waits for it.
	 * @param result complete when the method is done, whether it was cancelled or not
	 * @param cancel to be called when the connection ends before that; does not block
	 * @return a stage that completes as the result does, and is to be used in its place
	 */
	CompletionStage<?> running(CompletionStage<?> result, Runnable cancel);

}
