package io.github.magiconion4j.internal.results;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Supports the asynchronous single-value types of a library as return types. Adapters are
 * found by {@link java.util.ServiceLoader}. Thread-safe.
 */
public interface ResultAdapter {

	/**
	 * Whether this adapter supports a return type.
	 * @param type the declared type
	 * @return {@code true} if it does
	 */
	boolean supports(Class<?> type);

	/**
	 * Whether a type has a value, whose type is its first type argument.
	 * @param type a type that this adapter supports
	 * @return {@code false} if it only signals completion
	 */
	boolean hasValue(Class<?> type);

	/**
	 * Subscribes to the return value of a local method.
	 * @param returned an object of a type that this adapter supports
	 * @param caller registers results that can be cancelled
	 * @return a stage that completes with the result
	 */
	CompletionStage<?> toStage(Object returned, Caller caller);

	/**
	 * Creates the return value of a proxy's method.
	 * @param type a type that this adapter supports
	 * @param call sends the call. When and how often it is called depends on the type
	 * @return an object of the type
	 */
	Object fromStage(Class<?> type, Supplier<CompletionStage<?>> call);

}
