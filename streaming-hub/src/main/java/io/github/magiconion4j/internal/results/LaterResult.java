package io.github.magiconion4j.internal.results;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The way in which a method gives a result that comes later. Thread-safe.
 */
public sealed interface LaterResult permits AdaptedResult, SuspendFunction {

	/**
	 * Finds the way of a method.
	 * @param method a method of a hub's or a receiver's interface
	 * @return its way; {@code null} if its result is there when it returns
	 * @throws IllegalArgumentException if it does not say the type of its result, or
	 * needs a library that is not there
	 */
	static @Nullable LaterResult of(Method method) {
		if (SuspendFunction.is(method)) {
			return SuspendFunction.of(method);
		}
		ResultAdapter adapter = ResultAdapters.find(method.getReturnType());
		return (adapter != null) ? AdaptedResult.of(adapter, method) : null;
	}

	/**
	 * How many parameters a method has on the wire: that which takes the result of a
	 * suspend function is none.
	 * @param method the method
	 * @return the number of the parameters that count, which come first
	 */
	static int parameterCount(Method method) {
		return method.getParameterCount() - (SuspendFunction.is(method) ? 1 : 0);
	}

	/**
	 * The type of the result.
	 * @return the type as it is declared; {@code void} for none
	 */
	Type type();

	/**
	 * Calls the method of this side.
	 * @param handle takes the target and all arguments as an array
	 * @param target the object
	 * @param values the arguments that came over the wire
	 * @param caller for whom it is called
	 * @return completes with the result
	 * @throws Throwable what user code throws
	 */
	CompletionStage<?> call(MethodHandle handle, Object target, @Nullable Object[] values, Caller caller)
			throws Throwable;

	/**
	 * Makes what the method of the other side returns.
	 * @param arguments what it was called with; {@code null} for nothing
	 * @param call makes the call with the arguments that go over the wire
	 * @return what the method returns
	 */
	@Nullable Object give(@Nullable Object @Nullable [] arguments,
			Function<@Nullable Object @Nullable [], CompletionStage<?>> call);

}
