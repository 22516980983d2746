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
 * A receiver that notes what a hub calls, and answers what the test told it to answer.
 * Thread-safe.
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
	 * Makes one.
	 * @param type the receiver interface
	 * @param <R> the receiver interface
	 * @return the recorder
	 */
	public static <R> RecordingReceiver<R> of(Class<R> type) {
		return new RecordingReceiver<>(type);
	}

	/**
	 * The receiver itself, to connect with.
	 * @return always the same object
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
	 * All calls until now, in order.
	 * @return a copy
	 */
	public List<Call> calls() {
		synchronized (this.calls) {
			return List.copyOf(this.calls);
		}
	}

	/**
	 * The arguments of all calls of a method until now, in order.
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

	@SuppressWarnings("ReferenceEquality") // of the proxy itself
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

	/** Zero is what an array has at first. */
	private static @Nullable Object nothing(Class<?> type) {
		return (type.isPrimitive() && type != void.class) ? Array.get(Array.newInstance(type, 1), 0) : null;
	}

	/**
	 * A call of the hub's.
	 *
	 * @param method the name of the method
	 * @param arguments what it was called with
	 */
	public record Call(String method, List<@Nullable Object> arguments) {

		/**
		 * A call to compare with.
		 * @param method the name of the method
		 * @param arguments what it is called with
		 * @return the call
		 */
		public static Call of(String method, @Nullable Object... arguments) {
			return new Call(method, list(arguments));
		}

	}

}
