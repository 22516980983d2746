package io.github.magiconion4j.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.magiconion4j.internal.results.LaterResult;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that records the calls of a hub, and returns the answers that the test has
 * set. Thread-safe.
 *
 * @param <R> the receiver interface
 */
public final class RecordingReceiver<R> {

	private final R receiver;

	private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

	private final Map<String, Function<List<@Nullable Object>, @Nullable Object>> answers = new ConcurrentHashMap<>();

	private RecordingReceiver(Class<R> type) {
		this.receiver = type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, this::received));
	}

	/**
	 * Creates a recorder.
	 * @param type the receiver interface
	 * @param <R> the receiver interface
	 * @return the recorder
	 */
	public static <R> RecordingReceiver<R> of(Class<R> type) {
		return new RecordingReceiver<>(type);
	}

	/**
	 * The receiver, for connecting.
	 * @return the same object at every call
	 */
	public R receiver() {
		return this.receiver;
	}

	/**
	 * Sets the answer of a method. Without one, a method answers {@code null}, zero or
	 * {@code false}.
	 * @param method the name of the method
	 * @param answer the result, made of the arguments; where it comes later, as in a
	 * method that returns a {@link CompletionStage}, the result itself or a stage of it.
	 * What it throws is the call's failure
	 * @return this
	 */
	public RecordingReceiver<R> answer(String method, Function<List<@Nullable Object>, @Nullable Object> answer) {
		this.answers.put(method, answer);
		return this;
	}

	/**
	 * All calls so far, in order.
	 * @return a copy
	 */
	public List<Call> calls() {
		synchronized (this.calls) {
			return List.copyOf(this.calls);
		}
	}

	/**
	 * The arguments of all calls of a method so far, in order.
	 * @param method the name of the method
	 * @return a copy
	 */
	public List<List<@Nullable Object>> calls(String method) {
		return calls().stream().filter((call) -> call.method().equals(method)).map(Call::arguments).toList();
	}

	/** Forgets all calls. */
	public void clear() {
		this.calls.clear();
	}

	@SuppressWarnings("ReferenceEquality") // a proxy is equal only to itself
	private @Nullable Object received(Object proxy, Method method, @Nullable Object @Nullable [] given) {
		if (method.getDeclaringClass() == Object.class) {
			return switch (method.getName()) {
				case "equals" -> proxy == Objects.requireNonNull(given)[0];
				case "hashCode" -> System.identityHashCode(proxy);
				default -> "recording receiver";
			};
		}
		LaterResult later = LaterResult.of(method);
		return (later == null) ? record(method, given, nothing(method.getReturnType()))
				: later.give(given, (values) -> stage(record(method, values, null)));
	}

	private @Nullable Object record(Method method, @Nullable Object @Nullable [] given, @Nullable Object nothing) {
		List<@Nullable Object> arguments = list((given != null) ? given : new @Nullable Object[0]);
		this.calls.add(new Call(method.getName(), arguments));
		Function<List<@Nullable Object>, @Nullable Object> answer = this.answers.get(method.getName());
		return (answer != null) ? answer.apply(arguments) : nothing;
	}

	private static CompletionStage<?> stage(@Nullable Object result) {
		return (result instanceof CompletionStage<?> stage) ? stage : CompletableFuture.completedFuture(result);
	}

	private static List<@Nullable Object> list(@Nullable Object[] values) {
		List<@Nullable Object> list = new ArrayList<>();
		for (Object each : values) {
			list.add(each);
		}
		return list;
	}

	/** A new array contains the zero value of a primitive type. */
	private static @Nullable Object nothing(Class<?> type) {
		return (type.isPrimitive() && type != void.class) ? Array.get(Array.newInstance(type, 1), 0) : null;
	}

	/**
	 * A call of the hub.
	 *
	 * @param method the name of the method
	 * @param arguments the arguments
	 */
	public record Call(String method, List<@Nullable Object> arguments) {

		/**
		 * Creates a call for assertions.
		 * @param method the name of the method
		 * @param arguments the arguments
		 * @return the call
		 */
		public static Call of(String method, @Nullable Object... arguments) {
			return new Call(method, list(arguments));
		}

	}

}
