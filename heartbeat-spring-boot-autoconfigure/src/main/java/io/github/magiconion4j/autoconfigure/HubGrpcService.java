package io.github.magiconion4j.autoconfigure;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import net.devh.boot.grpc.server.service.GrpcService;

/**
 * The gRPC service bean of a hub, which the gRPC stacks find by its type. net.devh also
 * requires the annotation, which the JVM ignores if net.devh is not on the class path.
 */
@GrpcService
class HubGrpcService implements BindableService {

	private final BindableService service;

	HubGrpcService(String hubBeanName, HubServices services) {
		this.service = services.create(hubBeanName);
	}

	@Override
	public ServerServiceDefinition bindService() {
		return this.service.bindService();
	}

}
