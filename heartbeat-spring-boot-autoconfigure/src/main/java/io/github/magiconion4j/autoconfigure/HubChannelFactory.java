package io.github.magiconion4j.autoconfigure;

import java.util.Map;

import io.grpc.ManagedChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * Creates the gRPC channels of named clients that have an address. Declare a bean of this
 * type to create them yourself. To only adjust them, declare {@link HubChannelCustomizer}
 * beans.
 */
@FunctionalInterface
public interface HubChannelFactory {

	/**
	 * Creates a channel. It is shut down with the application.
	 * @param settings the settings from the properties of the client
	 * @return the channel
	 */
	ManagedChannel create(Settings settings);

	/**
	 * The channel settings of a client.
	 *
	 * @param name the name of the client
	 * @param address the target
	 * @param encrypted whether it uses TLS
	 * @param bundle the trusted certificates and the client's certificate; {@code null}
	 * for the JVM's trusted certificates
	 * @param headers headers of each call
	 */
	record Settings(String name, String address, boolean encrypted, @Nullable SslBundle bundle,
			Map<String, String> headers) {

	}

}
