package io.github.magiconion4j.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.magiconion4j.autoconfigure.StreamingHubClients;
import io.github.magiconion4j.client.HubClientState;
import io.github.magiconion4j.client.HubClientState.Phase;

/**
 * The health of the named clients: whether all are connected, and for each name the
 * number of clients by state, and the last failure.
 *
 * @param up whether all are connected
 * @param details the details by name
 */
record ClientHealth(boolean up, Map<String, Object> details) {

	static ClientHealth of(StreamingHubClients clients) {
		Map<String, List<HubClientState>> states = clients.states();
		Map<String, Object> details = new LinkedHashMap<>();
		states.forEach((name, each) -> details.put(name, details(each)));
		return new ClientHealth(
				states.values().stream().flatMap(List::stream).allMatch((state) -> state.phase() == Phase.CONNECTED),
				details);
	}

	private static Map<String, Object> details(List<HubClientState> states) {
		Map<String, Object> details = new LinkedHashMap<>();
		states.stream()
			.collect(Collectors.groupingBy(HubClientState::phase, Collectors.counting()))
			.forEach((phase, count) -> details.put(phase.name().toLowerCase(Locale.ROOT), count));
		states.stream()
			.filter((state) -> state.phase() != Phase.CONNECTED)
			.map(HubClientState::reason)
			.filter(Objects::nonNull)
			.findFirst()
			.ifPresent((reason) -> details.put("reason", Objects.requireNonNull(reason).detail()));
		return details;
	}

}
