package io.github.magiconion4j.interop.hubs;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.grpc.ServerBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * What an application needs beside the hubs. It says {@code ready} when they are served.
 */
@Configuration(proxyBeanMethods = false)
class InteropConfiguration {

	/** The text that heartbeats carry: {@code --interop.metadata}, or nothing. */
	@Bean
	HeartbeatMetadataProvider heartbeatMetadata(@Value("${interop.metadata:#{null}}") @Nullable String metadata) {
		return () -> metadata;
	}

	@EventListener(ApplicationReadyEvent.class)
	void announce() {
		System.out.printf("gRPC %s, Spring Boot %s, Java %s%n",
				ServerBuilder.class.getPackage().getImplementationVersion(), SpringBootVersion.getVersion(),
				Runtime.version());
		System.out.println("ready");
	}

}
