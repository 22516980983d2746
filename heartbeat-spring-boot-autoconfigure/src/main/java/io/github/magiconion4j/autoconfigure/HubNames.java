package io.github.magiconion4j.autoconfigure;

import java.util.Collection;

/**
 * The service names in properties. They match in any case, since environment variables
 * know no upper case.
 */
final class HubNames {

	private HubNames() {
	}

	/**
	 * Checks that there is such a hub.
	 * @param property the property that names it
	 * @param name the name
	 * @param serviceNames those of all hubs
	 * @throws HubConfigurationException if there is none
	 */
	static void check(String property, String name, Collection<String> serviceNames) {
		if (serviceNames.stream().noneMatch(name::equalsIgnoreCase)) {
			throw new HubConfigurationException(
					property + " is set, but there is no hub '" + name + "'. "
							+ (serviceNames.isEmpty() ? "There are no hubs." : "The hubs are: " + serviceNames + "."),
					"Use the service name of a hub: that of @ServiceName, or the simple name of its interface. "
							+ "A name with dots stands in brackets, as [x.y].");
		}
	}

}
