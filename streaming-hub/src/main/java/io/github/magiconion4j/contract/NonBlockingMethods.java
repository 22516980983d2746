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
			boolean all = current.isAnnotationPresent(NonBlocking.class);
			for (Method method : current.getDeclaredMethods()) {
				ContractMethod implemented = byJavaName.get(method.getName());
				boolean own = method.isAnnotationPresent(NonBlocking.class);
				if (implemented != null && !method.isSynthetic() && implementing(method, implemented.method())) {
					found.putIfAbsent(implemented.name(), all || own); // the most derived
																		// class decides
				}
				else if (own && !method.isSynthetic()) {
					throw new InvalidContractException(
							"@NonBlocking of " + method + " has no effect: it is no method that clients call");
				}
			}
		}
		found.values().removeIf((nonBlocking) -> !nonBlocking);
		return Set.copyOf(found.keySet());
	}

	/** Whether a method implements another, whose parameters may be type variables. */
	private static boolean implementing(Method method, Method declared) {
		Class<?>[] types = method.getParameterTypes();
		Class<?>[] declaredTypes = declared.getParameterTypes();
		boolean implementing = types.length == declaredTypes.length;
		for (int i = 0; implementing && i < types.length; i++) {
			implementing = declaredTypes[i].isAssignableFrom(types[i]);
		}
		return implementing;
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
