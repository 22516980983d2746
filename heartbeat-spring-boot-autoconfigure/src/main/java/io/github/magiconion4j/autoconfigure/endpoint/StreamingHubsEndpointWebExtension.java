package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.Map;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/**
 * The endpoint over HTTP: shows values depending on the user, and returns error texts,
 * which Boot omits by default.
 */
@EndpointWebExtension(endpoint = StreamingHubsEndpoint.class)
class StreamingHubsEndpointWebExtension {

	private final StreamingHubsEndpoint endpoint;

	private final Show showValues;

	private final Set<String> roles;

	StreamingHubsEndpointWebExtension(StreamingHubsEndpoint endpoint, Show showValues, Set<String> roles) {
		this.endpoint = endpoint;
		this.showValues = showValues;
		this.roles = roles;
	}

	@ReadOperation
	WebEndpointResponse<?> list(SecurityContext context, @Nullable String hub, @Nullable String state,
			@Nullable String sort, @Nullable String limit, @Nullable String offset) {
		return answer(() -> this.endpoint.list(isShown(context), hub, state, sort, limit, offset));
	}

	@ReadOperation
	WebEndpointResponse<?> connection(SecurityContext context, @Selector String id, @Nullable String hub,
			@Nullable String limit, @Nullable String offset) {
		return answer(() -> this.endpoint.connection(isShown(context), id, hub, limit, offset));
	}

	@WriteOperation
	WebEndpointResponse<?> heartbeat(SecurityContext context, @Selector String id, @Nullable String heartbeat) {
		return answer(() -> this.endpoint.heartbeat(isShown(context), id, heartbeat));
	}

	@WriteOperation
	WebEndpointResponse<?> newConnections(@Nullable String hub, @Nullable String connect) {
		return answer(() -> this.endpoint.newConnections(hub, connect));
	}

	@DeleteOperation
	WebEndpointResponse<?> disconnect(@Selector String id, @Nullable String message) {
		return answer(() -> this.endpoint.disconnect(id, message));
	}

	@DeleteOperation
	WebEndpointResponse<?> disconnectAll(@Nullable String hub, @Nullable String message) {
		return answer(() -> this.endpoint.disconnectAll(hub, message));
	}

	private boolean isShown(SecurityContext context) {
		return this.showValues.isShown(context, this.roles);
	}

	private static WebEndpointResponse<?> answer(Operation operation) {
		try {
			Object answer = operation.run();
			return (answer != null) ? new WebEndpointResponse<>(answer)
					: error("there is no such connection", WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (InvalidEndpointRequestException ex) {
			return error(ex.getReason(), WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

	private static WebEndpointResponse<?> error(String text, int status) {
		return new WebEndpointResponse<>(Map.of("error", text), status);
	}

	@FunctionalInterface
	private interface Operation {

		@Nullable
		Object run();

	}

}
