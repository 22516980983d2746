package io.github.magiconion4j.interop.hubs;

import io.github.magiconion4j.autoconfigure.StreamingHubClient;
import io.github.magiconion4j.client.ReconnectingHubClient;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * A client of a hub of its own application, with {@code --interop.client}. Its address is
 * known to the client of the application's gRPC stack, where the channel has the name
 * {@code self}.
 */
@Component
@ConditionalOnProperty("interop.client")
class PulseClient implements IPulseHub.Receiver {

	PulseClient(@StreamingHubClient("self") ReconnectingHubClient<IPulseHub> client) {
	}

}
