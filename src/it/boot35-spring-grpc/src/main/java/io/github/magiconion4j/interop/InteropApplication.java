package io.github.magiconion4j.interop;

import io.github.magiconion4j.interop.hubs.TokenInterceptor;
import io.grpc.ServerInterceptor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.GlobalServerInterceptor;

/**
 * Serves the interop hubs on Boot 3.5 and spring-grpc's server.
 */
@SpringBootApplication
public class InteropApplication {

	public static void main(String[] args) {
		SpringApplication.run(InteropApplication.class, args);
	}

	@Bean
	@GlobalServerInterceptor
	ServerInterceptor tokenInterceptor(Environment environment) {
		return new TokenInterceptor(environment);
	}

}
