package io.github.magiconion4j.client;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.Ignore;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A hub interface and its receiver, ready to be used by any number of clients.
 */
final class ClientContract {

	/** By serializer: kept for as long as the interface and the serializer are. */
	private static final ClassValue<Map<HubSerializer, ClientContract>> KNOWN = new ClassValue<>() {

		@Override
		protected Map<HubSerializer, ClientContract> computeValue(Class<?> hubType) {
			return new WeakHashMap<>();
		}

	};

	private final HubContract contract;

	private final MethodDescriptor<byte[], byte[]> connectMethod;

	private final Map<Method, HubMethod> hubMethods = new HashMap<>();

	private final Map<Integer, ReceiverMethod> receiverMethods = new HashMap<>();

	private ClientContract(HubContract contract, HubSerializer serializer) {
		this.contract = contract;
		this.connectMethod = ConnectMethod.of(contract.connectMethod());
		Map<String, HubMethod> byName = contract.hubMethods()
			.stream()
			.map((method) -> new HubMethod(method, serializer))
			.collect(Collectors.toMap((method) -> method.contract().method().getName(), Function.identity()));
		for (Method method : contract.hubType().getMethods()) {
			HubMethod known = isCalled(method) ? byName.get(method.getName()) : null;
			if (known != null) {
				this.hubMethods.put(method, known); // also as a parent declares it
			}
		}
		for (ContractMethod method : contract.receiverMethods()) {
			this.receiverMethods.put(method.id(), new ReceiverMethod(method, serializer));
		}
	}

	private static boolean isCalled(Method method) {
		return Modifier.isAbstract(method.getModifiers()) && !method.isAnnotationPresent(Ignore.class);
	}

	/**
	 * Reads a hub interface, once.
	 * @throws InvalidContractException if it is none, or cannot be put on the wire
	 */
	static ClientContract of(Class<?> hubType, HubSerializer serializer) {
		Map<HubSerializer, ClientContract> known = KNOWN.get(hubType);
		synchronized (known) {
			return known.computeIfAbsent(serializer, (key) -> read(hubType, serializer));
		}
	}

	private static ClientContract read(Class<?> hubType, HubSerializer serializer) {
		HubContract contract = HubContract.of(hubType);
		if (contract.hubType() != hubType) {
			throw new InvalidContractException(
					hubType.getName() + " is no hub interface: connect to " + contract.hubType().getName());
		}
		return new ClientContract(contract, serializer);
	}

	String serviceName() {
		return this.contract.serviceName();
	}

	Class<?> hubType() {
		return this.contract.hubType();
	}

	MethodDescriptor<byte[], byte[]> connectMethod() {
		return this.connectMethod;
	}

	/** A hub method; {@code null} if it is Java's own business. */
	@Nullable HubMethod hubMethod(Method method) {
		return this.hubMethods.get(method);
	}

	@Nullable ReceiverMethod receiverMethod(int id) {
		return this.receiverMethods.get(id);
	}

}
