package io.github.magiconion4j.autoconfigure;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import net.devh.boot.grpc.server.service.GrpcService;

/**
 * A hub as the gRPC stacks find services: a bean of this type, which net.devh asks to be
 * annotated. Where that is not on the class path, the annotation is not there either.
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
