package io.github.magiconion4j.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;

/**
 * A hub interface and its receiver interface, as the wire sees them. Immutable.
 *
 * @param serviceName the service name
 * @param hubType the hub interface
 * @param receiverType the receiver interface
 * @param hubMethods what clients call
 * @param receiverMethods what the server calls
 */
public record HubContract(String serviceName, Class<?> hubType, Class<?> receiverType, List<ContractMethod> hubMethods,
		List<ContractMethod> receiverMethods) {

	/**
	 * Reads the contract of a hub.
	 * @param type a hub interface, or a class that implements one
	 * @return its contract
	 * @throws InvalidContractException if there is none, or it cannot be put on the wire
	 */
	public static HubContract of(Class<?> type) {
		Class<?> hubType = hubType(type);
		Class<?> receiverType = new TypeArguments(hubType).receiver();
		return new HubContract(serviceName(hubType), hubType, receiverType, methods(hubType), methods(receiverType));
	}

	/**
	 * The name of the gRPC method's path, without slashes: {@code SERVICE/Connect}.
	 * @return the full method name
	 */
	public String connectMethod() {
		return this.serviceName + "/Connect";
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
		Map<Integer, ContractMethod> byId = new HashMap<>();
		List<ContractMethod> methods = new ArrayList<>();
		for (Method method : type.getMethods()) {
			if (!Modifier.isAbstract(method.getModifiers())) {
				continue; // static and default methods are Java's own business
			}
			ContractMethod added = ContractMethod.of(method, arguments);
			ContractMethod other = byId.putIfAbsent(added.id(), added);
			if (other == null) {
				methods.add(added);
			}
			else if (!sameSignature(added, other)) {
				throw new InvalidContractException(added.method() + " and " + other.method()
						+ " have the same id on the wire, " + added.id() + ": give one another name");
			}
		}
		methods.sort(Comparator.comparing(ContractMethod::name));
		return List.copyOf(methods);
	}

	/** Whether two interfaces declare the same method. */
	private static boolean sameSignature(ContractMethod one, ContractMethod other) {
		return one.method().getName().equals(other.method().getName())
				&& one.parameterTypes().equals(other.parameterTypes());
	}

}
