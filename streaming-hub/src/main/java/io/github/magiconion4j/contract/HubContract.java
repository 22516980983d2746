package io.github.magiconion4j.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.magiconion4j.hub.Ignore;
import io.github.magiconion4j.hub.MethodId;
import io.github.magiconion4j.hub.NonBlocking;
import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;

/**
 * A hub interface and its receiver interface, as seen on the wire. Immutable.
 *
 * @param serviceName the service name
 * @param hubType the hub interface
 * @param receiverType the receiver interface
 * @param hubMethods what clients call
 * @param receiverMethods what the server calls
 * @param nonBlocking the names of the hub methods that are {@link NonBlocking}
 */
public record HubContract(String serviceName, Class<?> hubType, Class<?> receiverType, List<ContractMethod> hubMethods,
		List<ContractMethod> receiverMethods, Set<String> nonBlocking) {

	/**
	 * Reads the contract of a hub.
	 * @param type a hub interface, or a class that implements one
	 * @return its contract
	 * @throws InvalidContractException if there is no contract, or it is invalid
	 */
	public static HubContract of(Class<?> type) {
		Class<?> hubType = hubType(type);
		rejectIdsOfImplementations(type);
		Class<?> receiverType = new TypeArguments(hubType).receiver();
		List<ContractMethod> hubMethods = methods(hubType);
		return new HubContract(serviceName(hubType), hubType, receiverType, hubMethods, methodsOf(receiverType),
				NonBlockingMethods.of(type, hubType, hubMethods));
	}

	/**
	 * Reads the methods of a receiver.
	 * @param type a receiver interface
	 * @return its methods
	 * @throws InvalidContractException if the interface is not a valid receiver
	 */
	public static List<ContractMethod> methodsOf(Class<?> type) {
		return methods(type);
	}

	/**
	 * The name of the gRPC method's path, without slashes: {@code SERVICE/Connect}.
	 * @return the full method name
	 */
	public String connectMethod() {
		return this.serviceName + "/Connect";
	}

	/**
	 * The annotation would have no effect on an implementation, as in C#; so it is an
	 * error.
	 */
	private static void rejectIdsOfImplementations(Class<?> type) {
		for (Class<?> current = type; current != null && !current.isInterface(); current = current.getSuperclass()) {
			for (Method method : current.getDeclaredMethods()) {
				if (method.isAnnotationPresent(MethodId.class)) {
					throw new InvalidContractException(
							"@MethodId of " + method + " must be on the method of the hub's interface");
				}
			}
		}
	}

	private static Class<?> hubType(Class<?> type) {
		Set<Class<?>> found = new LinkedHashSet<>();
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			collectHubTypes(current, found);
		}
		found.removeIf((candidate) -> found.stream()
			.anyMatch((other) -> other != candidate && candidate.isAssignableFrom(other)));
		if (found.size() != 1) {
			throw new InvalidContractException(type.getName() + " must implement one interface that extends "
					+ StreamingHub.class.getSimpleName() + ", but " + (found.isEmpty() ? "implements none"
							: "implements " + found.stream().map(Class::getName).sorted().toList()));
		}
		return found.iterator().next();
	}

	private static void collectHubTypes(Class<?> type, Set<Class<?>> found) {
		if (type.isInterface() && type != StreamingHub.class && StreamingHub.class.isAssignableFrom(type)) {
			found.add(type);
		}
		for (Class<?> parent : type.getInterfaces()) {
			collectHubTypes(parent, found);
		}
	}

	private static String serviceName(Class<?> hubType) {
		ServiceName name = hubType.getAnnotation(ServiceName.class);
		if (name == null) {
			return hubType.getSimpleName();
		}
		if (name.value().isBlank()) {
			throw new InvalidContractException("@ServiceName of " + hubType.getName() + " is blank");
		}
		return name.value();
	}

	private static List<ContractMethod> methods(Class<?> type) {
		TypeArguments arguments = new TypeArguments(type);
		Map<String, ContractMethod> byName = new TreeMap<>();
		for (Method method : type.getMethods()) {
			if (isCalled(method)) {
				ContractMethod added = ContractMethod.of(method, arguments);
				byName.merge(added.name(), added, HubContract::mostSpecific);
			}
		}
		Map<Integer, ContractMethod> byId = new HashMap<>();
		for (ContractMethod method : byName.values()) {
			ContractMethod other = byId.putIfAbsent(method.id(), method);
			if (other != null) {
				throw new InvalidContractException(other.method() + " and " + method.method()
						+ " have the same id on the wire, " + method.id() + ": change one with @MethodId");
			}
		}
		return List.copyOf(byName.values());
	}

	/**
	 * Static and default methods are not part of the contract, nor are those of Object.
	 */
	private static boolean isCalled(Method method) {
		return Modifier.isAbstract(method.getModifiers()) && !method.isAnnotationPresent(Ignore.class)
				&& !isOfObject(method);
	}

	private static boolean isOfObject(Method method) {
		try {
			Object.class.getMethod(method.getName(), method.getParameterTypes());
			return true;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	/** Of two interfaces that declare the same method, the one that extends the other. */
	private static ContractMethod mostSpecific(ContractMethod one, ContractMethod other) {
		if (!one.method().getName().equals(other.method().getName())
				|| !one.parameterTypes().equals(other.parameterTypes())
				|| one.method().getParameterCount() != other.method().getParameterCount()) {
			throw new InvalidContractException(one.method() + " and " + other.method() + " have the same name "
					+ one.name() + " on the wire, which has no overloads: rename one");
		}
		return one.method().getDeclaringClass().isAssignableFrom(other.method().getDeclaringClass()) ? other : one;
	}

}
