package io.github.magiconion4j.server;

import java.util.function.Consumer;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statuses with the texts of exceptions, which may have any length. Clients limit the
 * size of headers: a larger one would end all hubs on the TCP connection.
 */
class LongStatusTest {

	private static TestServer server(Consumer<TestHub> hub) throws Exception {
		return new TestServer(new TestServerOptions().netty().hubs(hub));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "€", "%" })
	void aRefusedClientGetsTheBeginningOfTheText(String part) throws Exception {
		try (TestServer server = server(
				(hub) -> hub.connectingFailure = new HubStatusException(Status.Code.PERMISSION_DENIED,
						part.repeat(100_000)));
				TestHubClient client = server.connect()) {
			assertThat(client.status().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
			assertThat(client.status().getDescription()).startsWith(part.repeat(400)).endsWith(" characters)");
		}
	}

	@Test
	void aClosedClientGetsTheBeginningOfTheTextAndOthersStay() throws Exception {
		try (TestServer server = server((hub) -> {
		}); TestHubClient bystander = server.connect()) {
			server.hub();
			try (TestHubClient client = server.connect()) {
				server.hub().connection().close(Status.Code.ABORTED, "x".repeat(100_000));
				assertThat(client.status().getDescription()).hasSizeBetween(4000, 5000).endsWith("(100000 characters)");
				TestUsers.assertWorks(bystander);
			}
		}
	}

	@Test
	void aFailedCallGetsALongerText() throws Exception {
		try (TestServer server = server(
				(hub) -> hub.later.completeExceptionally(new HubStatusException(7, "€".repeat(5_000_000))));
				TestHubClient client = server.connect()) {
			client.call("Later", 0xc0);
			ServerMessage.ErrorResponse error = client.next(ServerMessage.ErrorResponse.class);
			assertThat(error.statusCode()).isEqualTo(7);
			assertThat(error.detail()).hasSizeBetween(65_536, 65_600).endsWith("(5000000 characters)");
			TestUsers.assertWorks(client);
		}
	}

}
