package io.github.magiconion4j.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Filters wrap connects and calls; the first is the outermost.
 */
class HubFilterTest {

	private final List<String> events = Collections.synchronizedList(new ArrayList<>());

	private HubFilter named(String name) {
		return new HubFilter() {

			@Override
			public void connect(HubContext connection, Connecting next) throws Exception {
				HubFilterTest.this.events.add(name + " connects");
				next.proceed();
				HubFilterTest.this.events.add(name + " connected");
			}

			@Override
			public CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
				HubFilterTest.this.events.add(name + " " + call.name() + call.arguments());
				return next.proceed()
					.whenComplete((result, failure) -> HubFilterTest.this.events
						.add(name + " " + ((failure != null) ? cause(failure) : result)));
			}

		};
	}

	/** Stages wrap their failures. */
	private static String cause(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		return cause.getClass().getSimpleName();
	}

	@Test
	void filtersAreCalledInOrder() throws Exception {
		TestServerOptions options = new TestServerOptions().filter(named("a")).filter(named("b"));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			client.call("Add", 0x92, 2, 3);
			assertThat(client.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(5));
			client.call("Fail", 0xa3, 'h', 'u', 'b');
			assertThat(client.next(ServerMessage.ErrorResponse.class).statusCode()).isEqualTo(99);
			client.call("FailLater", 0xc0);
			assertThat(client.next(ServerMessage.ErrorResponse.class).statusCode()).isEqualTo(9);
			assertThat(this.events).containsExactly("a connects", "b connects", "b connected", "a connected",
					"a Add[2, 3]", "b Add[2, 3]", "b 5", "a 5", "a Fail[hub]", "b Fail[hub]", "b HubStatusException",
					"a HubStatusException", "a FailLater[]", "b FailLater[]", "b HubStatusException",
					"a HubStatusException");
		}
	}

	@Test
	void theFirstMatchingTranslatorIsUsed() throws Exception {
		TestServerOptions options = new TestServerOptions().translator((failure) -> null)
			.translator((failure) -> (failure instanceof IllegalStateException)
					? new HubStatusException(10, "translated") : null)
			.translator((failure) -> new HubStatusException(11, "others"));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			client.call("Fail", 0xa1, 'x');
			assertThat(client.next(ServerMessage.ErrorResponse.class).detail()).isEqualTo("translated");
			client.call("Fail", 0xa3, 'h', 'u', 'b'); // already a status
			assertThat(client.next(ServerMessage.ErrorResponse.class).statusCode()).isEqualTo(99);
			client.call("Broken", 0xc0);
			assertThat(client.next(ServerMessage.ErrorResponse.class).detail()).isEqualTo("translated");
		}
	}

	@Test
	void aFilterRefusesAClientBeforeThereIsAHub() throws Exception {
		TestServerOptions options = new TestServerOptions().filter(new HubFilter() {

			@Override
			public void connect(HubContext connection, Connecting next) throws Exception {
				if (connection.header("x-token") == null) {
					throw new HubStatusException(16, "who are you?");
				}
				next.proceed();
			}

		}).hubs((hub) -> this.events.add("hub"));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
			assertThat(client.status().getDescription()).isEqualTo("who are you?");
			assertThat(this.events).isEmpty();
			assertThat(server.connections()).isZero();
		}
	}

	@Test
	void aFilterThatDoesNotProceedRefusesTheClient() throws Exception {
		TestServerOptions options = new TestServerOptions().filter(new HubFilter() {

			@Override
			public void connect(HubContext connection, Connecting next) {
				HubFilterTest.this.events.add("no");
			}

		});
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			assertThat(client.status().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
		}
	}

	@Test
	void aFilterMayAnswerItselfOrFail() throws Exception {
		TestServerOptions options = new TestServerOptions().filter(new HubFilter() {

			@Override
			public CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
				if (call.name().equals("Add")) {
					return CompletableFuture.completedFuture(7);
				}
				throw new HubStatusException(7, "not that");
			}

		});
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			client.call("Add", 0x92, 2, 3);
			assertThat(client.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(7));
			client.call("Pass", 0xc0);
			assertThat(client.next(ServerMessage.ErrorResponse.class).statusCode()).isEqualTo(7);
		}
	}

}
