package io.github.magiconion4j.autoconfigure;

import java.util.Collection;

import org.springframework.core.env.PropertyResolver;

/**
 * Checks service names in properties. They match in any case, because environment
 * variables do not preserve case.
 *
 * @param serviceNames the service names of all hubs
 * @param complete whether these are all hubs of the application
 */
record HubNames(Collection<String> serviceNames, boolean complete) {

	/** Set by a test of some of the application's hubs, with the properties of all. */
	private static final String SOME_HUBS = "magiconion.streaming-hub.test.some-hubs";

	/**
	 * The names of the hubs of an application.
	 * @param serviceNames the service names
	 * @param properties the properties of the application
	 */
	static HubNames of(Collection<String> serviceNames, PropertyResolver properties) {
		return new HubNames(serviceNames, !properties.getProperty(SOME_HUBS, Boolean.class, false));
	}

	/**
	 * Checks that a hub exists.
	 * @param property the property with the name
	 * @param name the name
	 * @throws HubConfigurationException if there is no such hub
	 */
	void check(String property, String name) {
		if (this.complete && this.serviceNames.stream().noneMatch(name::equalsIgnoreCase)) {
			throw new HubConfigurationException(
					property + " is set, but there is no hub '" + name + "'. "
							+ (this.serviceNames.isEmpty() ? "There are no hubs."
									: "The hubs are: " + this.serviceNames + "."),
					"Use the service name of a hub: that of @ServiceName, or the simple name of its interface. "
							+ "Put a name that contains dots in brackets, as in [x.y].");
		}
	}

}
