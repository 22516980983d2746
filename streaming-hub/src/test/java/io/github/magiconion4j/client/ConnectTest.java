package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How a client connects, or fails to.
 */
class ConnectTest {

	private final FakeTime time = new FakeTime();

	private CompletableFuture<HubClient<ITestHub>> connectAsync(FakeServer server) {
		return StreamingHubClient.connectAsync(server, ITestHub.class, new TestReceiver(),
				TestClient.options(this.time));
	}

	private void assertRefused(CompletableFuture<HubClient<ITestHub>> connecting, int code, String detail) {
		HubStatusException failure = TestClient.failure(connecting);
		assertThat(failure.statusCode()).isEqualTo(code);
		assertThat(failure.detail()).isEqualTo(detail);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void completesWhenHeadersArrive() {
		FakeServer server = new FakeServer();
		CompletableFuture<HubClient<ITestHub>> connecting = connectAsync(server);
		assertThat(server.path).isEqualTo("ITestHub/Connect");
		assertThat(connecting).isNotDone();
		server.headers("2");
		HubClient<ITestHub> client = TestClient.done(connecting);
		assertThat(client.disconnected().toCompletableFuture()).isNotDone();
		assertThat(server.receivedHex()).isEmpty();
		assertThat(this.time.timer().nextWake()).isEmpty();
		assertThat(client.hub()).isSameAs(client.hub());
	}

	@Test
	void failsWithTheStatusOfTheServer() {
		FakeServer server = new FakeServer();
		CompletableFuture<HubClient<ITestHub>> connecting = connectAsync(server);
		server.close(Status.FAILED_PRECONDITION.withDescription("not today"));
		assertRefused(connecting, 9, "not today");
		assertThat(TestClient.failure(connecting).getCause()).isInstanceOf(StatusRuntimeException.class);
		assertThat(server.isCancelled()).isFalse();
	}

	@Test
	void failsWithTheStatusThatFollowsHeadersWithoutAVersion() {
		FakeServer server = new FakeServer();
		CompletableFuture<HubClient<ITestHub>> connecting = connectAsync(server);
		server.headers(null);
		server.close(Status.UNAUTHENTICATED.withDescription("who are you?"));
		assertRefused(connecting, 16, "who are you?");
	}

	@Test
	void failsIfTheVersionDiffers() {
		FakeServer server = new FakeServer();
		CompletableFuture<HubClient<ITestHub>> connecting = connectAsync(server);
		server.headers("3");
		assertRefused(connecting, 13, "The message version of StreamingHub mismatch between the client and the server. "
				+ "(ServerVersion=3; Expected=2)");
		assertThat(server.isCancelled()).isTrue();
	}

	@Test
	void failsIfMessagesArriveWithoutAVersion() {
		FakeServer server = new FakeServer();
		CompletableFuture<HubClient<ITestHub>> connecting = connectAsync(server);
		server.headers(null);
		assertThat(connecting).isNotDone();
		server.send("93ff000c");
		assertThat(TestClient.failure(connecting).statusCode()).isEqualTo(13);
		assertThat(TestClient.failure(connecting).detail()).endsWith("ServerVersion is missing.");
		assertThat(server.isCancelled()).isTrue();
	}

	@Test
	void failsIfTheCallEndsWithoutHeaders() {
		FakeServer server = new FakeServer();
		CompletableFuture<HubClient<ITestHub>> connecting = connectAsync(server);
		server.close(Status.OK);
		assertThat(TestClient.failure(connecting).detail()).endsWith("ServerVersion is missing.");
	}

	@Test
	void failsIfNothingArrives() {
		FakeServer server = new FakeServer();
		CompletableFuture<HubClient<ITestHub>> connecting = StreamingHubClient.connectAsync(server, ITestHub.class,
				new TestReceiver(), TestClient.options(this.time).withConnectTimeout(Duration.ofSeconds(3)));
		this.time.advanceMillis(2999);
		assertThat(connecting).isNotDone();
		this.time.advanceMillis(1);
		assertRefused(connecting, 4, "Hub ITestHub did not answer within PT3S");
		assertThat(server.isCancelled()).isTrue();
		server.headers("2");
		server.send("93ff000c");
		assertThat(connecting).isCompletedExceptionally();
	}

	@Test
	void failsIfAnInterceptorFails() {
		CompletableFuture<HubClient<ITestHub>> connecting = connectAsync(
				new FakeServer().failingToStart(new IllegalStateException("an interceptor")));
		assertRefused(connecting, 13, "The call cannot be started.");
	}

	@Test
	void canBeCancelled() {
		FakeServer server = new FakeServer();
		CompletableFuture<HubClient<ITestHub>> connecting = connectAsync(server);
		connecting.cancel(false);
		assertThat(server.isCancelled()).isTrue();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void isClosedIfItWasCancelledWhileConnecting() {
		FakeServer server = FakeServer.accepting();
		CompletableFuture<Runnable> held = new CompletableFuture<>();
		CompletableFuture<HubClient<ITestHub>> connecting = StreamingHubClient.connectAsync(server, ITestHub.class,
				new TestReceiver(), TestClient.options(this.time).withExecutor((task) -> {
					if (!held.complete(task)) {
						task.run();
					}
				}));
		connecting.cancel(false);
		assertThat(server.isClosed()).isFalse();
		held.join().run();
		assertThat(server.isHalfClosed()).isTrue();
	}

	@Test
	void anInterruptEndsTheWaiting() {
		FakeServer server = new FakeServer();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(HubStatusException.class)
			.isThrownBy(() -> TestClient.connect(server, this.time, (options) -> options))
			.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(1));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(server.isCancelled()).isTrue();
	}

	@Test
	void blockingFailsWithTheStatusToo() {
		FakeServer server = new FakeServer().failingToStart(new IllegalStateException("an interceptor"));
		assertThatExceptionOfType(HubStatusException.class)
			.isThrownBy(() -> TestClient.connect(server, this.time, (options) -> options))
			.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(13));
	}

	/**
	 * Otherwise it would end with the call in which it was created, in a server that has
	 * clients.
	 */
	@Test
	void doesNotDependOnTheCurrentContext() throws Exception {
		ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
		FakeServer server = FakeServer.accepting();
		Context.Key<String> key = Context.key("user");
		Context.CancellableContext outer = Context.current()
			.withValue(key, "alice")
			.withDeadlineAfter(1, TimeUnit.HOURS, scheduler);
		outer.call(() -> TestClient.connect(server, this.time, (options) -> options));
		outer.cancel(null);
		Context seen = Objects.requireNonNull(server.context);
		assertThat(seen.isCancelled()).isFalse();
		assertThat(seen.getDeadline()).isNull();
		assertThat(key.get(seen)).isEqualTo("alice");
		scheduler.shutdownNow();
	}

	@Test
	void mustNotBlockTheReadingThread() {
		TestReceiver receiver = new TestReceiver();
		FakeServer server = FakeServer.accepting();
		HubClient<ITestHub> client = TestClient.connect(server, this.time, receiver, (options) -> options);
		receiver.reaction = (event) -> {
			assertThatIllegalStateException()
				.isThrownBy(() -> TestClient.connect(FakeServer.accepting(), this.time, (options) -> options))
				.withMessageStartingWith("connect would block the thread that must read the answer");
			assertThatIllegalStateException().isThrownBy(client::close);
			receiver.events.add("checked");
		};
		server.send("92" + ReceiverTest.ON_TICK + "c0");
		assertThat(receiver.events).containsExactly("tick", "checked");
	}

	@Test
	void theInterfaceMustBeAHubInterface() {
		assertThatExceptionOfType(InvalidContractException.class)
			.isThrownBy(() -> StreamingHubClient.connect(new FakeServer(), NoHub.class, new TestReceiver()))
			.withMessageContaining("is not a hub interface: use " + ITestHub.class.getName());
	}

	@Test
	void optionsAreChecked() {
		StreamingHubClientOptions options = StreamingHubClientOptions.createWithDefault();
		assertThatIllegalArgumentException().isThrownBy(() -> options.withConnectTimeout(Duration.ZERO))
			.withMessage("connectTimeout is not between 10 ms and 365 days: PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> options.withClientHeartbeatInterval(Duration.ofMillis(9)))
			.withMessage("clientHeartbeatInterval is not between 10 ms and 365 days: PT0.009S");
		assertThatIllegalArgumentException().isThrownBy(() -> options.withClientHeartbeatTimeout(Duration.ofDays(366)));
		assertThatIllegalArgumentException().isThrownBy(() -> options.withCallTimeout(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxQueuedBytes(0));
		assertThat(options.withCallTimeout(null).settings().callTimeout).isZero();
		assertThat(options.withConnectTimeout(Duration.ofSeconds(1)).settings().connectTimeout)
			.isNotEqualTo(options.settings().connectTimeout);
	}

	/** A class that is passed instead of the interface. */
	abstract static class NoHub implements ITestHub {

	}

}
