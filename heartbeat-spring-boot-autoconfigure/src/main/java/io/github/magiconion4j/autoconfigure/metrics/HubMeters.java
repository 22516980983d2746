package io.github.magiconion4j.autoconfigure.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.spi.HubConnection;
import io.github.magiconion4j.server.HubListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one hub's connections and calls.
 */
final class HubMeters implements HubListener {

	private final MeterRegistry registry;

	private final String prefix;

	private final String serviceName;

	private final Map<DisconnectReason.Type, Timer> durations = new EnumMap<>(DisconnectReason.Type.class);

	HubMeters(MeterRegistry registry, String prefix, String serviceName) {
		this.registry = registry;
		this.prefix = prefix;
		this.serviceName = serviceName;
		for (DisconnectReason.Type type : DisconnectReason.Type.values()) {
			this.durations.put(type,
					Timer.builder(prefix + "connection.duration")
						.description("How long connections lasted that have ended")
						.tags("rpc.service", serviceName, "reason", type.name().toLowerCase(Locale.ROOT))
						.register(registry));
		}
	}

	@Override
	public void disconnected(HubConnection connection, DisconnectReason reason) {
		Timer duration = this.durations.get(reason.type());
		if (duration != null) {
			duration.record(connection.age());
		}
	}

	@Override
	public Method method(String name) {
		return new MethodMeters(this.registry, this.prefix, this.serviceName, name);
	}

}
