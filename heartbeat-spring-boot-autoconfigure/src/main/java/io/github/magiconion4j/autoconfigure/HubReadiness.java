package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.server.StreamingHubServer;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;

/**
 * Refuses new hub connections while the application's readiness state is "refusing
 * traffic". Open connections are not affected.
 */
final class HubReadiness implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

	private final StreamingHubServer server;

	HubReadiness(StreamingHubServer server) {
		this.server = server;
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
		if (event.getState() == ReadinessState.REFUSING_TRAFFIC) {
			this.server.admission().close();
		}
		else {
			this.server.admission().open();
		}
	}

}
