package io.github.magiconion4j.internal.results;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How a method returns an asynchronous result. Thread-safe.
 */
public sealed interface LaterResult permits AdaptedResult, SuspendFunction {

	/**
	 * Determines how a method returns its result.
	 * @param method a method of a hub or receiver interface
	 * @return {@code null} if the result is available when the method returns
	 * @throws IllegalArgumentException if the type of the result is not declared, or a
	 * required library is missing
	 */
	static @Nullable LaterResult of(Method method) {
		if (SuspendFunction.is(method)) {
			return SuspendFunction.of(method);
		}
		ResultAdapter adapter = ResultAdapters.find(method.getReturnType());
		return (adapter != null) ? AdaptedResult.of(adapter, method) : null;
	}

	/**
	 * The number of parameters on the wire. The continuation of a suspend function, its
	 * last parameter, does not count.
	 * @param method the method
	 * @return the number of leading parameters that count
	 */
	static int parameterCount(Method method) {
		return method.getParameterCount() - (SuspendFunction.is(method) ? 1 : 0);
	}

	/**
	 * The type of the result.
	 * @return the declared type; {@code void} for none
	 */
	Type type();

	/**
	 * Calls a local method.
	 * @param handle takes the target and all arguments as an array
	 * @param target the object
	 * @param values the arguments from the wire
	 * @param caller the connection of the call
	 * @return a stage that completes with the result
	 * @throws Throwable any exception of user code
	 */
	CompletionStage<?> call(MethodHandle handle, Object target, @Nullable Object[] values, Caller caller)
			throws Throwable;

	/**
	 * Creates the return value of a proxy's method.
	 * @param arguments the arguments of the proxy call; {@code null} for none
	 * @param call sends the call with the arguments for the wire
	 * @return the return value
	 */
	@Nullable Object give(@Nullable Object @Nullable [] arguments,
			Function<@Nullable Object @Nullable [], CompletionStage<?>> call);

}
