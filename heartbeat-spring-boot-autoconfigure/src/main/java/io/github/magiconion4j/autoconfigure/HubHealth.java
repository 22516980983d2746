package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Tells gRPC's health service of each hub: it serves until the application ends. What
 * single clients do has no part in it.
 */
final class HubHealth implements SmartInitializingSingleton, ApplicationListener<ContextClosedEvent>, Ordered {

	private final StreamingHubServer server;

	private final HealthStatusManager health;

	private final ApplicationContext context;

	HubHealth(StreamingHubServer server, HealthStatusManager health, ApplicationContext context) {
		this.server = server;
		this.health = health;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		tell(ServingStatus.SERVING);
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (this.context.equals(event.getApplicationContext())) {
			tell(ServingStatus.NOT_SERVING);
		}
	}

	private void tell(ServingStatus status) {
		this.server.serviceNames().forEach((name) -> this.health.setStatus(name, status));
	}

	/** Before the hubs are closed, which takes its time. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
