package io.github.magiconion4j.autoconfigure.metrics;

import io.github.magiconion4j.server.HubListener;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The meters of one hub's connections and calls.
 *
 * @param registry where they are
 * @param prefix of their names
 * @param serviceName the hub's
 */
record HubMeters(MeterRegistry registry, String prefix, String serviceName) implements HubListener {

	@Override
	public Method method(String name) {
		return new MethodMeters(this.registry, this.prefix, this.serviceName, name);
	}

}
