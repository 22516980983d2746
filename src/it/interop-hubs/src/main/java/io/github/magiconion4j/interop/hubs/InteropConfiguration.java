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
 * The beans of an interop application in addition to its hubs. Prints {@code ready} when
 * the hubs are served.
 */
@Configuration(proxyBeanMethods = false)
class InteropConfiguration {

	/** The metadata of heartbeats: the text of {@code --interop.metadata}, or none. */
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
