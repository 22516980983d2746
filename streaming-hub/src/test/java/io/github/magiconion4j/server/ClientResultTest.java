package io.github.magiconion4j.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Results of receiver methods.
 */
class ClientResultTest {

	private static final Duration SHORT = Duration.ofMillis(100);

	@Test
	void aResultIsRequestedAndArrives() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			CompletableFuture<Integer> result = server.hub().receiver().onAsk(42);
			ServerMessage.ClientResultRequest request = client.next(ServerMessage.ClientResultRequest.class);
			assertThat(request.methodId()).isEqualTo(MethodIds.of("OnAsk"));
			assertThat(request.body()).isEqualTo(TestHubClient.bytes(42));
			client.answer(request, 84);
			assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(84);
		}
	}

	@Test
	void aPlainResultIsWaitedFor() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			CompletableFuture<Integer> result = CompletableFuture.supplyAsync(() -> hub.receiver().onAskNow(42));
			client.answer(client.next(ServerMessage.ClientResultRequest.class), 84);
			assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(84);
			CompletableFuture<Integer> failed = CompletableFuture.supplyAsync(() -> hub.receiver().onAskNow(42));
			ServerMessage.ClientResultRequest request = client.next(ServerMessage.ClientResultRequest.class);
			client.send(new ClientMessage.ClientResultError(request.id(), request.methodId(), 9, "why", "E"));
			assertFailure(failed, 9, "E\nwhy");
		}
	}

	@Test
	void resultsMayArriveInAnyOrder() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			CompletableFuture<Integer> first = hub.receiver().onAsk(1);
			CompletableFuture<Integer> second = hub.receiver().onAsk(2);
			ServerMessage.ClientResultRequest one = client.next(ServerMessage.ClientResultRequest.class);
			ServerMessage.ClientResultRequest other = client.next(ServerMessage.ClientResultRequest.class);
			client.answer(other, 20);
			client.answer(one, 10);
			assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(20);
			assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(10);
		}
	}

	@Test
	void aFailureOfTheClientHasItsStatusAndText() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			CompletableFuture<Integer> result = server.hub().receiver().onAsk(1);
			ServerMessage.ClientResultRequest request = client.next(ServerMessage.ClientResultRequest.class);
			client
				.send(new ClientMessage.ClientResultError(request.id(), request.methodId(), 9, "why", "E: why\n at x"));
			assertFailure(result, 9, "E: why\n at x\nwhy");
		}
	}

	@Test
	void waitingForAClientEndsAtTheTimeout() throws Exception {
		ServerSettings settings = ServerSettings.DEFAULTS.withClientResultTimeout(SHORT);
		try (TestServer server = new TestServer(new TestServerOptions().settings(settings));
				TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			assertFailure(hub.receiver().onAsk(1), 4, "The client did not return the result of OnAsk within 100 ms.");
			client.answer(client.next(ServerMessage.ClientResultRequest.class), 1); // late
			CompletableFuture<Integer> patient = hub.receiver(Duration.ofMinutes(1)).onAsk(2);
			ServerMessage.ClientResultRequest request = client.next(ServerMessage.ClientResultRequest.class);
			await().pollDelay(SHORT.multipliedBy(3)).until(() -> !patient.isDone());
			client.answer(request, 2);
			assertThat(patient.get(20, TimeUnit.SECONDS)).isEqualTo(2);
		}
	}

	@Test
	void waitingEndsWithTheConnection() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			CompletableFuture<Integer> result = hub.receiver().onAsk(1);
			client.cancel();
			assertFailure(result, 14,
					"The connection ended before the result of OnAsk arrived: the client " + "reset the stream");
			assertFailure(hub.receiver().onAsk(2), 14, null);
		}
	}

	@Test
	void anUnreadableResultFailsOnlyItsCall() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			CompletableFuture<Integer> result = hub.receiver().onAsk(1);
			client.answer(client.next(ServerMessage.ClientResultRequest.class), 0xa1, 'x');
			assertFailure(result, 13, "The result of OnAsk cannot be read: expected Integer, found text 'x'");
			CompletableFuture<Integer> next = hub.receiver().onAsk(2);
			client.answer(client.next(ServerMessage.ClientResultRequest.class), 3);
			assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo(3);
		}
	}

	@Test
	void anUnreadableResultCannotAddALineToALog() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			CompletableFuture<Integer> result = server.hub().receiver().onAsk(1);
			client.answer(client.next(ServerMessage.ClientResultRequest.class), 0xa4, '1', '\n', 'E', 'R');

			assertThat(result).failsWithin(20, TimeUnit.SECONDS);
			StringWriter log = new StringWriter();
			result.handle((value, failure) -> failure).get().printStackTrace(new PrintWriter(log));
			assertThat(log.toString().lines()).noneMatch((line) -> line.startsWith("ER"));
		}
	}

	@Test
	void unexpectedResultsAreIgnored() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			ServerMessage.ClientResultRequest unasked = new ServerMessage.ClientResultRequest(
					server.hub().connection().connectionId(), 1, TestHubClient.bytes(0xc0));
			client.answer(unasked, 1);
			client.send(new ClientMessage.ClientResultError(unasked.id(), 1, 13, "x", null));
			int call = client.call("Add", 0x92, 1, 1);
			assertThat(client.next(ServerMessage.Response.class).messageId()).isEqualTo(call);
		}
	}

	@Test
	void aHubMayBlockTheOnlyThreadWaitingForAResult() throws Exception {
		TestServerOptions options = new TestServerOptions().hubExecutor(Executors.newSingleThreadExecutor())
			.heartbeat(HeartbeatSettings.of(Duration.ofMillis(20), Duration.ofMillis(500)));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			int call = client.call("AskAndWait", 7);
			ServerMessage.ClientResultRequest request = client.next(ServerMessage.ClientResultRequest.class);
			for (int i = 0; i < 30; i++) { // longer than the timeout
				client.acknowledge(client.next(ServerMessage.ServerHeartbeat.class));
			}
			client.answer(request, 14);
			assertThat(client.next(ServerMessage.Response.class))
				.isEqualTo(new ServerMessage.Response(call, MethodIds.of("AskAndWait"), TestHubClient.bytes(14)));
		}
	}

	/** The status and the text may be those of another client. */
	@Test
	void aFailureThatAHubMethodDoesNotCatchIsInternal() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			client.call("AskLater", 7);
			ServerMessage.ClientResultRequest request = client.next(ServerMessage.ClientResultRequest.class);
			client.send(new ClientMessage.ClientResultError(request.id(), request.methodId(), 99, "secret",
					"at Secret.cs"));
			ServerMessage.ErrorResponse failed = client.next(ServerMessage.ErrorResponse.class);
			assertThat(failed.statusCode()).isEqualTo(13);
			assertThat(failed.detail()).isEqualTo("An error occurred while processing handler 'ITestHub/AskLater'.");
			assertThat(failed.message()).isNull();
		}
	}

	@Test
	void aResultBehindMoreRequestsThanMayWaitIsReadAllTheSame() throws Exception {
		ServerSettings settings = ServerSettings.DEFAULTS.withMaxPendingRequests(10)
			.withClientResultTimeout(Duration.ofSeconds(20));
		try (TestServer server = new TestServer(new TestServerOptions().settings(settings));
				TestHubClient client = server.connect()) {
			int call = client.call("AskLater", 7);
			for (int i = 0; i < 60; i++) {
				client.call("Add", 0x92, 1, 1);
			}
			client.answer(client.next(ServerMessage.ClientResultRequest.class), 14);
			assertThat(client.next(ServerMessage.Response.class).messageId()).isEqualTo(call);
			for (int i = 0; i < 60; i++) {
				client.next(ServerMessage.Response.class);
			}
		}
	}

	@Test
	void aCancelledResultIsForgotten() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			CompletableFuture<Integer> result = server.hub().receiver().onAsk(1);
			ServerMessage.ClientResultRequest request = client.next(ServerMessage.ClientResultRequest.class);
			result.cancel(false);
			client.answer(request, 1);
			client.call("Add", 0x92, 1, 1);
			client.next(ServerMessage.Response.class);
			assertThat(result).isCancelled();
		}
	}

	@Test
	void continuationsDoNotRunOnTheTransport() throws Exception {
		AtomicReference<Thread> thread = new AtomicReference<>();
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			CompletableFuture<Void> done = server.hub()
				.receiver()
				.onAsk(1)
				.thenAccept((result) -> thread.set(Thread.currentThread()));
			client.answer(client.next(ServerMessage.ClientResultRequest.class), 1);
			done.get(20, TimeUnit.SECONDS);
			assertThat(thread.get()).isNotEqualTo(Thread.currentThread()); // the reading
																			// thread
		}
	}

	private static void assertFailure(CompletableFuture<Integer> result, int code, String detail) throws Exception {
		try {
			result.get(20, TimeUnit.SECONDS);
			throw new AssertionError("there is a result");
		}
		catch (ExecutionException ex) {
			assertThat(ex.getCause()).isInstanceOfSatisfying(HubStatusException.class, (failure) -> {
				assertThat(failure.statusCode()).isEqualTo(code);
				if (detail != null) {
					assertThat(failure.detail()).isEqualTo(detail);
				}
			});
		}
	}

}
