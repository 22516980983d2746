package io.github.magiconion4j.interop.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Serves the interop hubs.
 */
@SpringBootApplication(scanBasePackages = "io.github.magiconion4j.interop")
public class InteropServerApplication {

	/**
	 * Starts the server.
	 * @param args Boot's own options, {@code --interop.port} and
	 * {@code --interop.metadata} for the text that heartbeats carry
	 */
	public static void main(String[] args) {
		SpringApplication.run(InteropServerApplication.class, args);
	}

}
