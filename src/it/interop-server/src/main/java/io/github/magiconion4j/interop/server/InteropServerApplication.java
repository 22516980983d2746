package io.github.magiconion4j.interop.server;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/**
 * Serves the interop hubs, and says {@code ready} when it does.
 */
@SpringBootApplication(scanBasePackages = "io.github.magiconion4j.interop")
public class InteropServerApplication {

	/**
	 * Starts the server.
	 * @param args Boot's own options, and {@code --interop.metadata} for the text that
	 * heartbeats carry
	 */
	public static void main(String[] args) {
		SpringApplication.run(InteropServerApplication.class, args);
	}

	@Bean
	@ConditionalOnProperty("interop.metadata")
	HeartbeatMetadataProvider heartbeatMetadata(@Value("${interop.metadata}") String metadata) {
		return () -> metadata;
	}

	@EventListener(ApplicationReadyEvent.class)
	void announce() {
		System.out.println("ready");
	}

}
