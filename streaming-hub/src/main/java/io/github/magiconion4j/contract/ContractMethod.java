package io.github.magiconion4j.contract;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.protocol.MethodIds;

/**
 * A method of a hub or a receiver. Immutable.
 *
 * @param name its name on the wire
 * @param id its id on the wire
 * @param method the Java method
 * @param parameterTypes the types of its parameters
 * @param resultType the type of its result: {@code void} for none, {@code T} for
 * {@code CompletionStage<T>}
 * @param answer how its result comes
 */
public record ContractMethod(String name, int id, Method method, List<Type> parameterTypes, Type resultType,
		Answer answer) {

	private static final int MAX_PARAMETERS = 15;

	/**
	 * How a method answers.
	 */
	public enum Answer {

		/** Not at all: {@code void}. */
		NONE,

		/** With a plain value, when it returns. */
		VALUE,

		/** With a {@code CompletionStage}, some time. */
		STAGE

	}

	static ContractMethod of(Method method, Class<?> owner) {
		if (method.getParameterCount() > MAX_PARAMETERS) {
			throw new InvalidContractException(method + " has more than " + MAX_PARAMETERS + " parameters");
		}
		String name = Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
		List<Type> parameterTypes = List.of(method.getGenericParameterTypes());
		Type result = method.getGenericReturnType();
		if (result == void.class) {
			return new ContractMethod(name, MethodIds.of(name), method, parameterTypes, void.class, Answer.NONE);
		}
		if (method.getReturnType() != CompletionStage.class) {
			return new ContractMethod(name, MethodIds.of(name), method, parameterTypes, result, Answer.VALUE);
		}
		if (result instanceof ParameterizedType stage) {
			Type value = stage.getActualTypeArguments()[0];
			return new ContractMethod(name, MethodIds.of(name), method, parameterTypes,
					(value == Void.class) ? void.class : value, Answer.STAGE);
		}
		throw new InvalidContractException(
				method + " of " + owner.getName() + " returns a CompletionStage without the type of its result");
	}

}
