package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import java.util.List;

/**
 * Tells gRPC's health service of each hub: it serves while it takes new connections. If
 * no hub does, the server as a whole does not serve either. What single clients do has no
 * part in it.
 */
final class HubHealth implements SmartInitializingSingleton, ApplicationListener<ContextClosedEvent>, Ordered {

	private final StreamingHubServer server;

	private final HealthStatusManager health;

	private final ApplicationContext context;

	/** Whether the server as a whole was told not to serve; guarded by this. */
	private boolean refusingAll;

	/** Guarded by this. */
	private boolean ended;

	HubHealth(StreamingHubServer server, HealthStatusManager health, ApplicationContext context) {
		this.server = server;
		this.health = health;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.server.admission().addListener(this::tell);
		tell();
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (this.context.equals(event.getApplicationContext())) {
			end();
		}
	}

	private synchronized void end() {
		this.ended = true;
		tell();
	}

	private synchronized void tell() {
		List<String> names = this.server.serviceNames();
		boolean none = !names.isEmpty() && names.stream().noneMatch(this::serves);
		names.forEach((name) -> this.health.setStatus(name, status(serves(name))));
		if (none != this.refusingAll) { // before that, it is others who say
			this.refusingAll = none;
			this.health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status(!none));
		}
	}

	private boolean serves(String serviceName) {
		return !this.ended && this.server.admission().accepts(serviceName);
	}

	private static ServingStatus status(boolean serves) {
		return serves ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
	}

	/** Before the hubs are closed, which takes its time. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
