package io.github.magiconion4j.interop;

import io.github.magiconion4j.interop.hubs.TokenInterceptor;
import io.grpc.ServerInterceptor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import net.devh.boot.grpc.server.interceptor.GrpcGlobalServerInterceptor;

/**
 * Serves the interop hubs on Boot 3.5 and net.devh's gRPC server.
 */
@SpringBootApplication
public class InteropApplication {

	public static void main(String[] args) {
		SpringApplication.run(InteropApplication.class, args);
	}

	@Bean
	@GrpcGlobalServerInterceptor
	ServerInterceptor tokenInterceptor(Environment environment) {
		return new TokenInterceptor(environment);
	}

}
