package io.github.magiconion4j.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import io.github.magiconion4j.serialization.HubSerializer;

/**
 * How clients are called, by receiver interface. What is said to a group is written once,
 * so all members have the same serializer, of whatever hub they are. Thread-safe.
 */
final class ReceiverTypes {

	private final HubSerializer serializer;

	private final Map<Class<?>, Receivers> byType = new ConcurrentHashMap<>();

	/**
	 * Makes them without a type.
	 * @param serializer that of receivers of which no hub is known
	 */
	ReceiverTypes(HubSerializer serializer) {
		this.serializer = serializer;
	}

	/** The receivers of groups that the application manages. */
	RemoteProxies of(Class<?> type) {
		return get(type, this.serializer).proxies();
	}

	/**
	 * The receivers of a hub.
	 * @throws InvalidContractException if there is another serializer for them already
	 */
	RemoteProxies of(Class<?> type, HubSerializer ofHub) {
		Receivers known = get(type, ofHub);
		if (!known.serializer().equals(ofHub)) {
			throw new InvalidContractException("The receiver " + type.getName()
					+ " is written in two ways: give all hubs that have it the same serializer (and compression), "
					+ "and ask for groups of it after the hubs are there");
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
