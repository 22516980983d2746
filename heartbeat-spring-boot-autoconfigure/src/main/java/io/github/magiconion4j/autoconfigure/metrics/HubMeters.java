package io.github.magiconion4j.autoconfigure.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.server.HubListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one hub's connections and calls.
 */
final class HubMeters implements HubListener {

	private final MeterRegistry registry;

	private final String serviceName;

	private final ErrorTypes errorTypes;

	private final Map<DisconnectReason.Type, Timer> durations = new EnumMap<>(DisconnectReason.Type.class);

	HubMeters(MeterRegistry registry, String serviceName, ErrorTypes errorTypes) {
		this.registry = registry;
		this.serviceName = serviceName;
		this.errorTypes = errorTypes;
		for (DisconnectReason.Type type : DisconnectReason.Type.values()) {
			Tags tags = Tags.of("rpc.service", serviceName, "reason", type.name().toLowerCase(Locale.ROOT));
			this.durations.put(type, StreamingHubMeter.CONNECTION_DURATION.timer(registry, tags));
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
		return new MethodMeters(this.registry, this.serviceName, name, this.errorTypes);
	}

}
