package io.github.magiconion4j.contract;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Types of other frameworks that a contract must not use where they are: asynchronous
 * types of which there is a supported counterpart, and streams, because a method has only
 * one result. They are referenced by name, because they may not be on the class path.
 */
final class ForeignTypes {

	private static final String STAGE = "Return CompletionStage<T>, or declare a Kotlin suspend function";

	private static final String MANY = "A method has one result: return a list, or call the other side for each element";

	/** The advice for each type, more specific types first. */
	private static final List<Map.Entry<String, String>> INSTEAD = List.of(
			Map.entry("reactor.core.publisher.Mono",
					"Mono is supported only as a return type, with the Spring Boot starter. Otherwise return "
							+ "CompletionStage<T>, with Mono.toFuture()"),
			Map.entry("java.util.concurrent.Flow$Publisher", MANY), Map.entry("org.reactivestreams.Publisher", MANY),
			Map.entry("kotlinx.coroutines.flow.Flow", MANY), Map.entry("java.util.stream.BaseStream", MANY),
			Map.entry("java.util.concurrent.Future", STAGE), Map.entry("java.util.concurrent.CompletionStage", STAGE),
			Map.entry("kotlinx.coroutines.Job", STAGE),
			Map.entry("kotlin.coroutines.Continuation", "A suspend function cannot be an argument"));

	private ForeignTypes() {
	}

	/**
	 * Checks the parameters and the result of a method.
	 * @param result its result, or that of its stage
	 * @param parameters the number of parameters to check
	 * @throws InvalidContractException if one of the types is not sent over the wire
	 */
	static void check(Method method, Type result, int parameters) {
		Stream.concat(Stream.of(raw(result)), Stream.of(method.getParameterTypes()).limit(parameters))
			.flatMap((type) -> instead(type).stream())
			.findFirst()
			.ifPresent((advice) -> {
				throw new InvalidContractException(method + " has a type that cannot be sent. " + advice);
			});
	}

	private static Class<?> raw(Type type) {
		Type raw = (type instanceof ParameterizedType generic) ? generic.getRawType() : type;
		return (raw instanceof Class<?> known) ? known : Object.class;
	}

	private static Optional<String> instead(Class<?> type) {
		return INSTEAD.stream().filter((each) -> is(type, each.getKey())).map(Map.Entry::getValue).findFirst();
	}

	private static boolean is(@Nullable Class<?> type, String name) {
		return type != null && (type.getName().equals(name) || is(type.getSuperclass(), name)
				|| Stream.of(type.getInterfaces()).anyMatch((each) -> is(each, name)));
	}

}
