package io.github.magiconion4j.sample;

import org.springframework.context.ApplicationListener;

import net.devh.boot.grpc.server.event.GrpcServerStartedEvent;

/**
 * The port of a gRPC server with a random port: {@code grpc.server.port=0}.
 */
class GrpcPort implements ApplicationListener<GrpcServerStartedEvent> {

	private volatile int port;

	@Override
	public void onApplicationEvent(GrpcServerStartedEvent event) {
		this.port = event.getPort();
	}

	int get() {
		return this.port;
	}

}
