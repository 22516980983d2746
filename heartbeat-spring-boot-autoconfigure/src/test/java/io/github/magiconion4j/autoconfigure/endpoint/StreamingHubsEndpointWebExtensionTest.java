package io.github.magiconion4j.autoconfigure.endpoint;

import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import io.github.magiconion4j.autoconfigure.LocalHub;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may see personal values of the endpoint, over HTTP.
 */
class StreamingHubsEndpointWebExtensionTest {

	private final LocalHub hub = new LocalHub();

	private final ClosedConnections closed = new ClosedConnections(InstantSource.system());

	@BeforeEach
	void connect() throws Exception {
		this.hub.serve(this.closed);
		this.hub.connect(1);
		this.hub.server().connections().findAny().orElseThrow().attributes().put("user", "alice");
	}

	@AfterEach
	void close() {
		this.hub.close();
	}

	@ParameterizedTest
	@CsvSource({ "NEVER, '', operator, false", "ALWAYS, '', , true", "WHEN_AUTHORIZED, '', , false",
			"WHEN_AUTHORIZED, '', viewer, true", "WHEN_AUTHORIZED, operator, viewer, false",
			"WHEN_AUTHORIZED, operator, operator, true", "WHEN_AUTHORIZED, 'operator,admin', admin, true" })
	void valuesAreShownTo(Show show, String roles, @Nullable String role, boolean shown) {
		StreamingHubsEndpoint endpoint = new StreamingHubsEndpoint(this.hub.server(), this.closed, show);
		StreamingHubsEndpointWebExtension extension = new StreamingHubsEndpointWebExtension(endpoint, show,
				roles.isEmpty() ? Set.of() : Set.of(roles.split(",")));
		ConnectionList list = (ConnectionList) extension.list(new User(role), null, null, null, null, null).getBody();
		String id = list.connections().get(0).id().toString();
		ConnectionDescriptor one = (ConnectionDescriptor) extension.connection(new User(role), id, null, null, null)
			.getBody();
		for (ConnectionDescriptor each : List.of(list.connections().get(0), one)) {
			assertThat(each.attributes()).containsEntry("user", shown ? "alice" : "******");
			assertThat("******".equals(each.peer())).isNotEqualTo(shown);
		}
	}

	/** A user with one role, or an anonymous user. */
	private record User(@Nullable String role) implements SecurityContext {

		@Override
		public @Nullable Principal getPrincipal() {
			return (this.role != null) ? () -> "somebody" : null;
		}

		@Override
		public boolean isUserInRole(String wanted) {
			return wanted.equals(this.role);
		}

	}

}
