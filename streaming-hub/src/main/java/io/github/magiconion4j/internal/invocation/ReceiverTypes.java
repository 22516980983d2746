package io.github.magiconion4j.internal.invocation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.serialization.HubSerializer;

/**
 * The proxies that call clients, by receiver interface. A message to a group is
 * serialized once for all members, so all hubs with the same receiver type must have the
 * same serializer. Thread-safe.
 */
public final class ReceiverTypes {

	private final HubSerializer serializer;

	private final Map<Class<?>, Receivers> byType = new ConcurrentHashMap<>();

	/**
	 * Creates an empty registry.
	 * @param serializer the serializer of receiver types that no hub uses
	 */
	public ReceiverTypes(HubSerializer serializer) {
		this.serializer = serializer;
	}

	/**
	 * The proxies for groups that the application manages.
	 * @param type the receiver interface
	 * @return its proxies
	 */
	public RemoteProxies of(Class<?> type) {
		return get(type, this.serializer).proxies();
	}

	/**
	 * The proxies of a hub.
	 * @param type its receiver interface
	 * @param ofHub its serializer
	 * @return its proxies
	 * @throws InvalidContractException if the receiver type already has another
	 * serializer
	 */
	public RemoteProxies of(Class<?> type, HubSerializer ofHub) {
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
