package io.github.magiconion4j.contract;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.MethodId;
import io.github.magiconion4j.protocol.MethodIds;

/**
 * A method of a hub or receiver interface. Immutable.
 *
 * @param name its name on the wire
 * @param id its id on the wire
 * @param method the Java method
 * @param parameterTypes the types of its parameters
 * @param resultType the type of its result: {@code void} for none, {@code T} for
 * {@code CompletionStage<T>}
 * @param answer how it answers
 */
public record ContractMethod(String name, int id, Method method, List<Type> parameterTypes, Type resultType,
		Answer answer) {

	private static final int MAX_PARAMETERS = 15;

	private static final Set<Class<?>> STAGES = Set.of(CompletionStage.class, CompletableFuture.class);

	/**
	 * How a method returns its result.
	 */
	public enum Answer {

		/** No answer: {@code void}. */
		NONE,

		/** A plain value, when the method returns. */
		VALUE,

		/** A {@code CompletionStage}, which completes later. */
		STAGE

	}

	static ContractMethod of(Method method, TypeArguments arguments) {
		if (method.getParameterCount() > MAX_PARAMETERS) {
			throw new InvalidContractException(method + " has more than " + MAX_PARAMETERS + " parameters");
		}
		String name = Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
		List<Type> parameterTypes = Arrays.stream(method.getGenericParameterTypes()).map(arguments::resolve).toList();
		Answer answer = Answer.VALUE;
		Type result = arguments.resolve(method.getGenericReturnType());
		if (result == void.class) {
			answer = Answer.NONE;
		}
		else if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
			answer = Answer.STAGE;
			result = resultOf(method, result);
		}
		ForeignTypes.check(method, result);
		MethodId id = method.getAnnotation(MethodId.class);
		return new ContractMethod(name, (id != null) ? id.value() : MethodIds.of(name), method, parameterTypes, result,
				answer);
	}

	private static Type resultOf(Method method, Type stage) {
		if (!(stage instanceof ParameterizedType generic) || !STAGES.contains(method.getReturnType())) {
			throw new InvalidContractException(method + " returns neither CompletionStage<T> nor CompletableFuture<T>");
		}
		Type result = generic.getActualTypeArguments()[0];
		return (result == Void.class) ? void.class : result;
	}

	/**
	 * Returns a handle that invokes the method.
	 * @return a handle that takes the target and an array of the arguments
	 */
	public MethodHandle handle() {
		try {
			this.method.setAccessible(true); // the interface need not be public
			return MethodHandles.lookup()
				.unreflect(this.method)
				.asSpreader(Object[].class, this.method.getParameterCount());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
