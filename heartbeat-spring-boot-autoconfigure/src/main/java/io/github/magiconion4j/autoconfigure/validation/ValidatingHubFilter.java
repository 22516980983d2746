package io.github.magiconion4j.autoconfigure.validation;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.metadata.MethodDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Validates the arguments of hub methods whose parameters have constraints in the hub's
 * interface. If they violate one, the method is not called and the call fails with
 * INVALID_ARGUMENT.
 */
final class ValidatingHubFilter implements HubFilter {

	/**
	 * The most violations in the text: a client could cause any number with one long
	 * list.
	 */
	private static final int MAX_VIOLATIONS = 10;

	private final Validator validator;

	/**
	 * The constraints by method of the interface; empty for methods without constraints.
	 */
	private final Map<Method, Constraints> known = new ConcurrentHashMap<>();

	ValidatingHubFilter(Validator validator) {
		this.validator = validator;
	}

	@Override
	public CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
		Object instance = this.known.computeIfAbsent(call.method(), this::constraints).instance();
		if (instance != null) {
			Set<ConstraintViolation<Object>> violations = this.validator.forExecutables()
				.validateParameters(instance, call.method(), arguments(call));
			if (!violations.isEmpty()) {
				throw new HubStatusException(Status.Code.INVALID_ARGUMENT, describe(call, violations));
			}
		}
		return next.proceed();
	}

	/**
	 * As many as the method has parameters: one of a suspend function is not in the call.
	 */
	private static @Nullable Object[] arguments(HubCall call) {
		return call.arguments().toArray(new @Nullable Object[call.method().getParameterCount()]);
	}

	private Constraints constraints(Method method) {
		Class<?> type = method.getDeclaringClass();
		MethodDescriptor descriptor = this.validator.getConstraintsForClass(type)
			.getConstraintsForMethod(method.getName(), method.getParameterTypes());
		if (descriptor == null || !descriptor.hasConstrainedParameters()) {
			return new Constraints(null);
		}
		// Validated on a stand-in: the hub itself may be behind a proxy whose class has
		// no constraints.
		return new Constraints(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, called, arguments) -> switch (called.getName()) {
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> false; // never used in a collection
					default -> ClassUtils.getShortName(type);
				}));
	}

	/** {@code JoinAsync: room must not be blank, user.name must not be null}. */
	private static String describe(HubCall call, Set<ConstraintViolation<Object>> violations) {
		String texts = violations.stream()
			.map((violation) -> path(call.method(), violation.getPropertyPath()) + " " + violation.getMessage())
			.sorted()
			.limit(MAX_VIOLATIONS)
			.collect(Collectors.joining(", "));
		int more = violations.size() - MAX_VIOLATIONS;
		return call.name() + ": " + texts + ((more > 0) ? ", and " + more + " more" : "");
	}

	/** The path without the method, with the parameter's name in the interface. */
	private static String path(Method method, Path path) {
		StringBuilder text = new StringBuilder();
		for (Path.Node node : path) {
			if (node.getKind() == ElementKind.PARAMETER) {
				text.append(method.getParameters()[node.as(Path.ParameterNode.class).getParameterIndex()].getName());
			}
			else if (node.getKind() == ElementKind.CROSS_PARAMETER) {
				text.append("arguments");
			}
			else if (node.getKind() != ElementKind.METHOD) {
				String next = node.toString();
				text.append((text.isEmpty() || next.startsWith("[")) ? "" : ".").append(next);
			}
		}
		return text.toString();
	}

	/**
	 * The constraints of a method's parameters.
	 *
	 * @param instance a stand-in that implements the interface; {@code null} without
	 * constraints
	 */
	private record Constraints(@Nullable Object instance) {

	}

}
