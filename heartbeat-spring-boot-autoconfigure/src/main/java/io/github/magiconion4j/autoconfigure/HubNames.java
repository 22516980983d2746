package io.github.magiconion4j.autoconfigure;

import java.util.Collection;

/**
 * Checks service names in properties. They match in any case, because environment
 * variables do not preserve case.
 */
final class HubNames {

	private HubNames() {
	}

	/**
	 * Checks that a hub exists.
	 * @param property the property with the name
	 * @param name the name
	 * @param serviceNames the service names of all hubs
	 * @throws HubConfigurationException if there is no such hub
	 */
	static void check(String property, String name, Collection<String> serviceNames) {
		if (serviceNames.stream().noneMatch(name::equalsIgnoreCase)) {
			throw new HubConfigurationException(
					property + " is set, but there is no hub '" + name + "'. "
							+ (serviceNames.isEmpty() ? "There are no hubs." : "The hubs are: " + serviceNames + "."),
					"Use the service name of a hub: that of @ServiceName, or the simple name of its interface. "
							+ "Put a name that contains dots in brackets, as in [x.y].");
		}
	}

}
