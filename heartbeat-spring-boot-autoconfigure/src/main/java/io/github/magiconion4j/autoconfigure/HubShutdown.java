package io.github.magiconion4j.autoconfigure;

import java.time.Duration;

import io.github.magiconion4j.server.StreamingHubServer;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Closes all hubs when the application ends. It has to happen at this event: what comes
 * after it is that the gRPC stacks stop their servers, which wait for calls that never
 * end, or cancel them.
 */
final class HubShutdown implements ApplicationListener<ContextClosedEvent> {

	private final StreamingHubServer server;

	private final Duration period;

	private final ApplicationContext context;

	HubShutdown(StreamingHubServer server, Duration period, ApplicationContext context) {
		this.server = server;
		this.period = period;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (!this.context.equals(event.getApplicationContext())) {
			return; // a child of it
		}
		try {
			this.server.shutdown(this.period);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
