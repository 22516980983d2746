package io.github.magiconion4j.autoconfigure.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.server.HubListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one hub's connections and calls.
 */
final class HubMeters implements HubListener {

	private final OwnMeters meters;

	private final String serviceName;

	private final ErrorTypes errorTypes;

	private final Runnable ended;

	private final Map<DisconnectReason.Type, Counter> refusals = new EnumMap<>(DisconnectReason.Type.class);

	private final Map<DisconnectReason.Type, Timer> durations = new EnumMap<>(DisconnectReason.Type.class);

	/**
	 * Creates the meters.
	 * @param ended called whenever a connection has ended; must not block
	 */
	HubMeters(OwnMeters meters, String serviceName, ErrorTypes errorTypes, Runnable ended) {
		this.meters = meters;
		this.serviceName = serviceName;
		this.errorTypes = errorTypes;
		this.ended = ended;
		for (DisconnectReason.Type type : DisconnectReason.Type.values()) {
			Tags tags = Tags.of("rpc.service", serviceName, "reason", type.name().toLowerCase(Locale.ROOT));
			this.durations.put(type, StreamingHubMeter.CONNECTION_DURATION.timer(meters, tags));
			if (!type.isOfClient()) {
				this.refusals.put(type, StreamingHubMeter.CONNECTIONS_REFUSED.counter(meters, tags));
			}
		}
	}

	@Override
	public void disconnected(ServerConnection connection, DisconnectReason reason) {
		Timer duration = this.durations.get(reason.type());
		if (duration != null) {
			duration.record(connection.age());
		}
		this.ended.run();
	}

	@Override
	public void refused(ServerConnection connection, DisconnectReason reason) {
		Counter counter = this.refusals.get(reason.type());
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public Method method(String name) {
		return new MethodMeters(this.meters, this.serviceName, name, this.errorTypes);
	}

}
