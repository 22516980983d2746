package io.github.magiconion4j.internal.results;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Knows types of a library by which methods say that their one result comes later.
 * Adapters are found by {@link java.util.ServiceLoader}. Thread-safe.
 */
public interface ResultAdapter {

	/**
	 * Whether methods may return a type.
	 * @param type the declared type
	 * @return whether this adapter knows it
	 */
	boolean supports(Class<?> type);

	/**
	 * Whether the type's first argument is the type of the result.
	 * @param type a type that this adapter supports
	 * @return {@code false} if it tells the end only
	 */
	boolean hasValue(Class<?> type);

	/**
	 * Begins what a method of this side has returned.
	 * @param returned an object of a type that this adapter supports
	 * @param caller to be told of what can be cancelled
	 * @return completes with the result
	 */
	CompletionStage<?> toStage(Object returned, Caller caller);

	/**
	 * Makes what a method of the other side returns.
	 * @param type a type that this adapter supports
	 * @param call makes the call; whether now or later, once or more often, is as with
	 * any object of the type
	 * @return an object of the type
	 */
	Object fromStage(Class<?> type, Supplier<CompletionStage<?>> call);

}
