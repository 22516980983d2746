package io.github.magiconion4j.autoconfigure;

import java.util.Arrays;
import java.util.Optional;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.hub.StreamingHub;

import org.springframework.core.ResolvableType;

/**
 * The type of an injection point.
 *
 * @param hubType the hub interface
 * @param alone whether the hub itself is injected, not its client
 */
record InjectedHub(Class<?> hubType, boolean alone) {

	/**
	 * Reads the type of an injection point.
	 * @return empty if it is not the type of a client
	 */
	static Optional<InjectedHub> of(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (raw == ReconnectingHubClient.class || raw == HubClient.class) {
			return of(type.getGeneric()).filter(InjectedHub::alone).map((hub) -> new InjectedHub(hub.hubType(), false));
		}
		return (raw.isInterface() && raw != StreamingHub.class && StreamingHub.class.isAssignableFrom(raw))
				? Optional.of(new InjectedHub(raw, true)) : Optional.empty();
	}

	/** The same, inside a wrapper of Spring such as {@code ObjectProvider}. */
	static Optional<InjectedHub> within(ResolvableType type) {
		return of(type)
			.or(() -> Arrays.stream(type.getGenerics()).map(InjectedHub::within).flatMap(Optional::stream).findFirst());
	}

}
