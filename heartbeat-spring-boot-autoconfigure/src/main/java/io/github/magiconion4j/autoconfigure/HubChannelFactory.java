package io.github.magiconion4j.autoconfigure;

import java.util.Map;

import io.grpc.ManagedChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * Makes the gRPC channels of named clients that have an address. Declare a bean of this
 * type to make them in your own way; to change only something about them, declare
 * {@link HubChannelCustomizer} beans.
 */
@FunctionalInterface
public interface HubChannelFactory {

	/**
	 * Makes a channel. It is shut down with the application.
	 * @param settings what the properties of the client say
	 * @return the channel
	 */
	ManagedChannel create(Settings settings);

	/**
	 * What the properties of a client say about its channel.
	 *
	 * @param name the name of the client
	 * @param address the target
	 * @param encrypted whether it uses TLS
	 * @param bundle the certificates to trust and to show; {@code null} for those that
	 * the JVM trusts
	 * @param headers headers of each call
	 */
	record Settings(String name, String address, boolean encrypted, @Nullable SslBundle bundle,
			Map<String, String> headers) {

	}

}
