package io.github.magiconion4j.internal.results;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A suspend function of Kotlin. In byte code, its last parameter receives the result.
 * Code that needs Kotlin is in {@link Coroutines}, because Kotlin may not be on the class
 * path.
 *
 * @param type the type of the result
 */
record SuspendFunction(Type type) implements LaterResult {

	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	private static final String UNIT = "kotlin.Unit";

	private static final String COROUTINES = "kotlinx.coroutines.future.FutureKt";

	static boolean is(Method method) {
		Class<?>[] types = method.getParameterTypes();
		return types.length > 0 && types[types.length - 1].getName().equals(CONTINUATION);
	}

	static SuspendFunction of(Method method) {
		try {
			Class.forName(COROUTINES, false, SuspendFunction.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException(method + " is a suspend function, which needs a library: "
					+ "add the dependency org.jetbrains.kotlinx:kotlinx-coroutines-core", ex);
		}
		Type[] types = method.getGenericParameterTypes();
		if (types[types.length - 1] instanceof ParameterizedType continuation) {
			Type result = continuation.getActualTypeArguments()[0];
			return new SuspendFunction((result instanceof WildcardType wildcard && wildcard.getLowerBounds().length > 0)
					? wildcard.getLowerBounds()[0] : result);
		}
		throw new IllegalArgumentException(method + " has a Continuation without a type argument");
	}

	@Override
	public CompletionStage<?> call(MethodHandle handle, Object target, @Nullable Object[] values, Caller caller) {
		return Coroutines.call((continuation) -> handle.invoke(target, append(values, continuation)), caller);
	}

	private static @Nullable Object[] append(@Nullable Object[] values, Object continuation) {
		@Nullable Object[] all = Arrays.copyOf(values, values.length + 1);
		all[values.length] = continuation;
		return all;
	}

	@Override
	public @Nullable Object give(@Nullable Object @Nullable [] arguments,
			Function<@Nullable Object @Nullable [], CompletionStage<?>> call) {
		@Nullable Object[] all = Objects.requireNonNull(arguments);
		int last = all.length - 1;
		CompletionStage<?> result = call.apply((last > 0) ? Arrays.copyOf(all, last) : null);
		Object continuation = Objects.requireNonNull(all[last]);
		return this.type.getTypeName().equals(UNIT) ? Coroutines.awaitEnd(result, continuation)
				: Coroutines.await(result, continuation);
	}

}
