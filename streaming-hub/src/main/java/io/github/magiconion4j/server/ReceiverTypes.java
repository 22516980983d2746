package io.github.magiconion4j.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import io.github.magiconion4j.serialization.HubSerializer;

/**
 * The proxies that call clients, by receiver interface. A message to a group is
 * serialized once for all members, so all hubs with the same receiver type must have the
 * same serializer. Thread-safe.
 */
final class ReceiverTypes {

	private final HubSerializer serializer;

	private final Map<Class<?>, Receivers> byType = new ConcurrentHashMap<>();

	/**
	 * Creates an empty registry.
	 * @param serializer the serializer of receiver types that no hub uses
	 */
	ReceiverTypes(HubSerializer serializer) {
		this.serializer = serializer;
	}

	/** The proxies for groups that the application manages. */
	RemoteProxies of(Class<?> type) {
		return get(type, this.serializer).proxies();
	}

	/**
	 * The proxies of a hub.
	 * @throws InvalidContractException if the receiver type already has another
	 * serializer
	 */
	RemoteProxies of(Class<?> type, HubSerializer ofHub) {
		Receivers known = get(type, ofHub);
		if (!known.serializer().equals(ofHub)) {
			throw new InvalidContractException("The receiver " + type.getName()
					+ " has two serializers: use the same serializer (and compression) for all its hubs, "
					+ "and get its groups after the hubs are registered");
		}
		return known.proxies();
	}

	private Receivers get(Class<?> type, HubSerializer serializer) {
		return this.byType.computeIfAbsent(type, (absent) -> new Receivers(new RemoteProxies(type,
				"client (" + type.getSimpleName() + ")", HubContract.methodsOf(type), serializer), serializer));
	}

	private record Receivers(RemoteProxies proxies, HubSerializer serializer) {

	}

}
