package io.github.magiconion4j.contract;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.magiconion4j.hub.NonBlocking;

/**
 * Finds the hub methods that are {@link NonBlocking}.
 */
final class NonBlockingMethods {

	private NonBlockingMethods() {
	}

	/**
	 * Finds them.
	 * @param type a class that implements the hub interface, or that interface itself
	 * @param hubType the hub interface
	 * @param hubMethods its methods
	 * @return their names on the wire
	 * @throws InvalidContractException if an annotation has no effect where it is
	 */
	static Set<String> of(Class<?> type, Class<?> hubType, List<ContractMethod> hubMethods) {
		rejectThoseOfInterface(hubType);
		Map<String, ContractMethod> byJavaName = hubMethods.stream()
			.collect(Collectors.toMap((method) -> method.method().getName(), (method) -> method));
		Map<String, Boolean> found = new HashMap<>();
		for (Class<?> current = type; current != null && !current.isInterface(); current = current.getSuperclass()) {
			// the most derived class decides
			declaredBy(current, byJavaName).forEach(found::putIfAbsent);
		}
		found.values().removeIf((nonBlocking) -> !nonBlocking);
		return Set.copyOf(found.keySet());
	}

	/** Whether the hub methods that a class declares are non-blocking, by their names. */
	private static Map<String, Boolean> declaredBy(Class<?> type, Map<String, ContractMethod> byJavaName) {
		boolean all = type.isAnnotationPresent(NonBlocking.class);
		Map<String, Boolean> found = new HashMap<>();
		for (Method method : type.getDeclaredMethods()) {
			boolean own = method.isAnnotationPresent(NonBlocking.class);
			ContractMethod called = byJavaName.get(method.getName());
			if (method.isSynthetic()) {
				continue;
			}
			if (called != null && called.method().getParameterCount() == method.getParameterCount()) {
				// Types of parameters do not tell overloads apart, since they may be type
				// variables: the method may block if one of the overloads may.
				found.merge(called.name(), all || own, Boolean::logicalAnd);
			}
			else if (own) {
				throw new InvalidContractException(
						"@NonBlocking of " + method + " has no effect: it is no method that clients call");
			}
		}
		return found;
	}

	private static void rejectThoseOfInterface(Class<?> hubType) {
		boolean any = hubType.isAnnotationPresent(NonBlocking.class);
		for (Method method : hubType.getMethods()) {
			any |= method.isAnnotationPresent(NonBlocking.class);
		}
		if (any) {
			throw new InvalidContractException("@NonBlocking of " + hubType.getName()
					+ " must be on the class of the hub, or on its methods: it says how they are implemented");
		}
	}

}
