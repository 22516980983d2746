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
 * Reports each hub to gRPC's health service: SERVING while it accepts new connections. If
 * no hub does, the whole server is NOT_SERVING. The state of single connections has no
 * influence.
 */
final class HubHealth implements SmartInitializingSingleton, ApplicationListener<ContextClosedEvent>, Ordered {

	private final StreamingHubServer server;

	private final HealthStatusManager health;

	private final ApplicationContext context;

	/** Whether the whole server was reported as NOT_SERVING; guarded by this. */
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
		if (none != this.refusingAll) { // otherwise the status of the whole server is
										// left to others
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

	/** Runs before the hubs are closed, which takes time. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
