package io.github.magiconion4j.internal.results;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A result that arrives by an object which the method returns.
 *
 * @param adapter supports the type of the object
 * @param method the method
 * @param type the type of the result
 */
record AdaptedResult(ResultAdapter adapter, Method method, Type type) implements LaterResult {

	static AdaptedResult of(ResultAdapter adapter, Method method) {
		if (!adapter.hasValue(method.getReturnType())) {
			return new AdaptedResult(adapter, method, void.class);
		}
		if (method.getGenericReturnType() instanceof ParameterizedType generic) {
			return new AdaptedResult(adapter, method, generic.getActualTypeArguments()[0]);
		}
		String name = method.getReturnType().getSimpleName();
		throw new IllegalArgumentException(
				method + " returns " + name + " without a type argument: return " + name + "<T>");
	}

	@Override
	public CompletionStage<?> call(MethodHandle handle, Object target, @Nullable Object[] values, Caller caller)
			throws Throwable {
		Object returned = handle.invoke(target, values);
		if (returned == null) {
			throw new IllegalStateException(this.method.getName() + " returned null instead of a "
					+ this.method.getReturnType().getSimpleName());
		}
		return this.adapter.toStage(returned, caller);
	}

	@Override
	public Object give(@Nullable Object @Nullable [] arguments,
			Function<@Nullable Object @Nullable [], CompletionStage<?>> call) {
		return this.adapter.fromStage(this.method.getReturnType(), () -> call.apply(arguments));
	}

}
