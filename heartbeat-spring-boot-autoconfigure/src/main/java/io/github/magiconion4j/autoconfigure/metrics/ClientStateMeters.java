package io.github.magiconion4j.autoconfigure.metrics;

import java.util.List;
import java.util.Locale;

import io.github.magiconion4j.autoconfigure.StreamingHubClients;
import io.github.magiconion4j.client.HubClientState.Phase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Gauges of the application's named clients by state.
 */
final class ClientStateMeters implements AutoCloseable {

	private final OwnMeters own;

	private final StreamingHubClients clients;

	ClientStateMeters(MeterRegistry registry, StreamingHubClients clients) {
		this.own = new OwnMeters(registry);
		this.clients = clients;
		for (Phase phase : Phase.values()) {
			this.own.add(Gauge.builder("magiconion.client.streaminghub.clients", () -> count(phase))
				.description("named clients that the application has not closed, by state")
				.tag("state", phase.name().toLowerCase(Locale.ROOT))
				.register(registry));
		}
	}

	private long count(Phase phase) {
		return this.clients.states()
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((state) -> state.phase() == phase)
			.count();
	}

	@Override
	public void close() {
		this.own.close();
	}

}
