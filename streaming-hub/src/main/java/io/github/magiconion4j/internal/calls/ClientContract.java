package io.github.magiconion4j.internal.calls;

import java.util.Map;
import java.util.WeakHashMap;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.internal.invocation.LocalMethod;
import io.github.magiconion4j.internal.invocation.MethodTable;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.github.magiconion4j.serialization.HubSerializer;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A hub interface and its receiver, prepared once for any number of clients.
 */
public final class ClientContract {

	/** By serializer. Entries live as long as the interface and the serializer. */
	private static final ClassValue<Map<HubSerializer, ClientContract>> KNOWN = new ClassValue<>() {

		@Override
		protected Map<HubSerializer, ClientContract> computeValue(Class<?> hubType) {
			return new WeakHashMap<>();
		}

	};

	private final HubContract contract;

	private final MethodDescriptor<byte[], byte[]> connectMethod;

	private final RemoteProxies hubs;

	private final MethodTable<LocalMethod> receiverMethods;

	private ClientContract(HubContract contract, HubSerializer serializer) {
		this.contract = contract;
		this.connectMethod = ConnectMethod.of(contract.connectMethod());
		this.hubs = new RemoteProxies(contract.hubType(), "hub " + contract.serviceName(), contract.hubMethods(),
				serializer);
		this.receiverMethods = new MethodTable<>(contract.receiverMethods(),
				(method) -> new LocalMethod(method, serializer));
	}

	/**
	 * Returns the contract of a hub interface; reads it only once.
	 * @param hubType the hub interface
	 * @param serializer writes and reads arguments and results
	 * @return the contract
	 * @throws InvalidContractException if it is not a hub interface, or one of its types
	 * cannot be serialized
	 */
	public static ClientContract of(Class<?> hubType, HubSerializer serializer) {
		Map<HubSerializer, ClientContract> known = KNOWN.get(hubType);
		synchronized (known) {
			return known.computeIfAbsent(serializer, (key) -> read(hubType, serializer));
		}
	}

	private static ClientContract read(Class<?> hubType, HubSerializer serializer) {
		HubContract contract = HubContract.of(hubType);
		if (contract.hubType() != hubType) {
			throw new InvalidContractException(
					hubType.getName() + " is not a hub interface: use " + contract.hubType().getName());
		}
		return new ClientContract(contract, serializer);
	}

	/**
	 * The hub's name on the wire.
	 * @return its service name
	 */
	public String serviceName() {
		return this.contract.serviceName();
	}

	/**
	 * The gRPC method that connects.
	 * @return a bidirectional method
	 */
	public MethodDescriptor<byte[], byte[]> connectMethod() {
		return this.connectMethod;
	}

	/**
	 * Creates hub proxies, whose methods call the server.
	 * @return the same object at every call
	 */
	public RemoteProxies hubs() {
		return this.hubs;
	}

	@Nullable LocalMethod receiverMethod(int id) {
		return this.receiverMethods.find(id);
	}

}
