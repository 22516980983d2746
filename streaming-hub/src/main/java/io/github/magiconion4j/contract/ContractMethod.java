package io.github.magiconion4j.contract;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.MethodId;
import io.github.magiconion4j.internal.results.LaterResult;
import io.github.magiconion4j.protocol.MethodIds;
import org.jspecify.annotations.Nullable;

/**
 * A method of a hub or receiver interface. Immutable.
 *
 * @param name its name on the wire
 * @param id its id on the wire
 * @param method the Java method
 * @param parameterTypes the types of its parameters, without that which takes the result
 * of a suspend function
 * @param resultType the type of its result: {@code void} for none, {@code T} for
 * {@code CompletionStage<T>} and the like
 * @param answer how it answers
 */
public record ContractMethod(String name, int id, Method method, List<Type> parameterTypes, Type resultType,
		Answer answer) {

	private static final int MAX_PARAMETERS = 15;

	/** What stands for no result, in Java and in Kotlin. */
	private static final Set<String> NOTHING = Set.of("java.lang.Void", "kotlin.Unit");

	/**
	 * How a method returns its result.
	 */
	public enum Answer {

		/** No answer: {@code void}. */
		NONE,

		/** A plain value, when the method returns. */
		VALUE,

		/**
		 * Later: the method returns a {@code CompletionStage} or another such type, or is
		 * a suspend function of Kotlin.
		 */
		LATER

	}

	static ContractMethod of(Method method, TypeArguments arguments) {
		int parameters = LaterResult.parameterCount(method);
		if (parameters > MAX_PARAMETERS) {
			throw new InvalidContractException(method + " has more than " + MAX_PARAMETERS + " parameters");
		}
		if (method.getName().indexOf('-') >= 0) {
			throw new InvalidContractException(method + " has a name mangled by Kotlin, "
					+ "because it uses a value class: use the plain type, such as Long for UInt");
		}
		String name = Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
		List<Type> parameterTypes = Stream.of(method.getGenericParameterTypes())
			.limit(parameters)
			.map(arguments::resolve)
			.toList();
		LaterResult later = later(method);
		Type result = arguments.resolve((later != null) ? later.type() : method.getGenericReturnType());
		ForeignTypes.check(method, result, parameters);
		Answer answer = (later != null) ? Answer.LATER : (result == void.class) ? Answer.NONE : Answer.VALUE;
		MethodId id = method.getAnnotation(MethodId.class);
		return new ContractMethod(name, (id != null) ? id.value() : MethodIds.of(name), method, parameterTypes,
				(later != null && NOTHING.contains(result.getTypeName())) ? void.class : result, answer);
	}

	private static @Nullable LaterResult later(Method method) {
		try {
			return LaterResult.of(method);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidContractException(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Its parameters, which have the annotations that say more of them.
	 * @return as many as there are types of parameters
	 */
	public List<Parameter> parameters() {
		return Arrays.asList(this.method.getParameters()).subList(0, this.parameterTypes.size());
	}

	/**
	 * Returns a handle that invokes the method.
	 * @return a handle that takes the target and an array of the arguments
	 */
	public MethodHandle handle() {
		try {
			this.method.setAccessible(true); // the interface may be non-public
			return MethodHandles.lookup()
				.unreflect(this.method)
				.asSpreader(Object[].class, this.method.getParameterCount());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
