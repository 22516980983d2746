package io.github.magiconion4j.sample;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@EnableScheduling
class ChatApplication {

	public static void main(String[] args) {
		SpringApplication.run(ChatApplication.class, args);
	}

	/** Sends the version of the server with each heartbeat. */
	@Bean
	HeartbeatMetadataProvider heartbeatMetadata() {
		return () -> "1.2.3.4";
	}

}
