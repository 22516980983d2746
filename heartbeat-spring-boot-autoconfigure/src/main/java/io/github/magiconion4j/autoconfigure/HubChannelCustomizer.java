package io.github.magiconion4j.autoconfigure;

import io.grpc.ManagedChannelBuilder;

/**
 * Customizes the channels of named clients before they are built: interceptors,
 * keep-alive, limits. Beans of this type are called in their order.
 */
@FunctionalInterface
public interface HubChannelCustomizer {

	/**
	 * Customizes a channel.
	 * @param name the name of the client
	 * @param builder the builder of the channel
	 */
	void customize(String name, ManagedChannelBuilder<?> builder);

}
