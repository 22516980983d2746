package io.github.magiconion4j.autoconfigure;

import java.time.Duration;

import io.github.magiconion4j.server.StreamingHubServer;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Closes all hubs when the application shuts down. It must happen at this event, because
 * afterwards the gRPC stacks stop their servers: they would wait for the calls of hubs,
 * which never end by themselves, or cancel them.
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
			return; // a child context was closed
		}
		try {
			this.server.shutdown(this.period);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
