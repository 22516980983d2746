package io.github.magiconion4j.autoconfigure.health;

import java.util.Map;
import java.util.TreeMap;

import io.github.magiconion4j.server.GroupSettings;

/**
 * The health of the backplanes.
 *
 * @param up whether all backplanes are up
 * @param details UP or DOWN, by name, and why they are down, if that is known
 */
record GroupHealth(boolean up, Map<String, Object> details) {

	/** The name of the indicator. */
	static final String NAME = "streamingHubGroups";

	/**
	 * The health group with only this indicator. Boot 4 requires a name that differs from
	 * the indicator's.
	 */
	static final String GROUP = "streamingHubBackplane";

	static GroupHealth of(GroupSettings settings) {
		Map<String, Object> details = new TreeMap<>();
		settings.backplanes().forEach((each) -> {
			details.merge(each.name(), each.isUp() ? "UP" : "DOWN", GroupHealth::worse);
			each.lastFailure().ifPresent((text) -> details.put(each.name() + ".failure", text));
		});
		return new GroupHealth(!details.containsValue("DOWN"), details);
	}

	private static Object worse(Object one, Object other) {
		return one.equals("DOWN") ? one : other;
	}

}
