package io.github.magiconion4j.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * When a client connects again, and when it gives up.
 */
class ReconnectTest {

	private static final Status LOST = Status.UNAVAILABLE.withDescription("connection lost");

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private final List<HubClientState> states = new ArrayList<>();

	private final List<ITestHub> prepared = new ArrayList<>();

	private Function<ITestHub, @Nullable CompletionStage<?>> onConnected = (hub) -> null;

	/** Every delay is half of the longest one. */
	private ReconnectingHubClient<ITestHub> open(UnaryOperator<ReconnectOptions> customizer) {
		return ReconnectingHubClient.open(this.server, ITestHub.class, new TestReceiver(), (hub) -> {
			this.prepared.add(hub);
			return this.onConnected.apply(hub);
		}, TestClient.options(this.time), customizer
			.apply(ReconnectOptions.createWithDefault().withStateListener(this.states::add).withRandom(() -> 0.5)));
	}

	private ReconnectingHubClient<ITestHub> open() {
		return open((options) -> options);
	}

	private List<Phase> phases() {
		return this.states.stream().map(HubClientState::phase).toList();
	}

	private Duration delay(HubClient<ITestHub> client) {
		HubClientState state = ((ReconnectingHubClient<ITestHub>) client).state();
		assertThat(state.phase()).isEqualTo(Phase.WAITING);
		return Duration.between(state.since(), state.retryAt());
	}

	@Test
	void connectsAndTellsItsStates() {
		ReconnectingHubClient<ITestHub> client = open();
		assertThat(phases()).containsExactly(Phase.CONNECTING, Phase.CONNECTED);
		assertThat(client.state()).isEqualTo(new HubClientState(Phase.CONNECTED, FakeTime.START, 1, null, null));
		assertThat(this.prepared).hasSize(1);
		assertThat(client.hub()).isSameAs(client.hub()).isNotSameAs(this.prepared.get(0));
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void comesBackWithTheSameHub() {
		ReconnectingHubClient<ITestHub> client = open();
		ITestHub hub = client.hub();
		this.server.close(LOST);
		assertThat(client.state().phase()).isEqualTo(Phase.WAITING);
		assertThat(client.state().retryAt()).isEqualTo(FakeTime.START.plusMillis(500));
		assertThat(client.state().reason().cause()).hasMessageContaining("connection lost");
		this.time.advanceMillis(499);
		assertThat(this.server.connections()).isEqualTo(1);
		this.time.advanceMillis(1);
		assertThat(this.server.connections()).isEqualTo(2);
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
		assertThat(this.prepared).hasSize(2);
		assertThat(client.hub()).isSameAs(hub);
		hub.say("here again");
		assertThat(this.server.received(FireAndForget.class)).hasSize(1);
		assertThat(phases()).containsExactly(Phase.CONNECTING, Phase.CONNECTED, Phase.WAITING, Phase.CONNECTING,
				Phase.CONNECTED);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void waitsLongerAfterEachAttemptUpToTheMaximum() {
		this.server.refuses(LOST);
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withFirstDelay(Duration.ofSeconds(2))
			.withFactor(3)
			.withMaxDelay(Duration.ofSeconds(20)));
		List<Duration> delays = new ArrayList<>();
		for (int attempt = 1; attempt <= 5; attempt++) {
			assertThat(client.state().attempt()).isEqualTo(attempt);
			delays.add(delay(client));
			this.time.advance(delay(client));
		}
		assertThat(delays).extracting(Duration::toSeconds).containsExactly(1L, 3L, 9L, 10L, 10L);
		this.server.accepts();
		this.time.advance(delay(client));
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
	}

	@Test
	void manyAttemptsDoNotOverflow() {
		assertThat(ReconnectOptions.createWithDefault()
			.withFirstDelay(Duration.ofDays(365))
			.withFactor(100)
			.withMaxDelay(Duration.ofDays(365))
			.backoff()
			.limit(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(365).toNanos());
	}

	@Test
	void aConnectionThatLastedStartsAnew() {
		this.server.refuses(LOST);
		ReconnectingHubClient<ITestHub> client = open();
		this.time.advance(delay(client));
		this.time.advance(delay(client));
		this.server.accepts();
		assertThat(delay(client)).isEqualTo(Duration.ofSeconds(2));
		this.time.advance(delay(client));
		this.time.advanceMillis(7999); // of 8 s
		this.server.close(LOST);
		assertThat(delay(client)).isEqualTo(Duration.ofSeconds(4));
		this.time.advance(delay(client));
		this.time.advanceMillis(16_000);
		this.server.close(LOST);
		assertThat(delay(client)).isEqualTo(Duration.ofMillis(500));
	}

	@ParameterizedTest
	@EnumSource(value = Status.Code.class, names = { "UNAUTHENTICATED", "PERMISSION_DENIED", "UNIMPLEMENTED",
			"INVALID_ARGUMENT", "FAILED_PRECONDITION" })
	void givesUpWhereAnotherAttemptIsOfNoUse(Status.Code code) {
		this.server.refuses(code.toStatus().withDescription("never"));
		ReconnectingHubClient<ITestHub> refused = open();
		assertThat(TestClient.reason(refused).detail()).contains("never");
		assertThat(refused.state().phase()).isEqualTo(Phase.CLOSED);
		this.server.accepts();
		ReconnectingHubClient<ITestHub> ended = open();
		this.server.close(code.toStatus().withDescription("no more"));
		assertThat(TestClient.reason(ended).detail()).contains("no more");
		assertThat(TestClient.failure(ended.hub().leave())).isInstanceOf(HubNotConnectedException.class);
		assertThat(this.time.timer().nextWake()).isEmpty();
		assertThat(this.server.connections()).isEqualTo(2);
	}

	@Test
	void whichCodesEndItCanBeSet() {
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withEndingCodes(EnumSet.of(Status.Code.OK)));
		this.server.close(Status.PERMISSION_DENIED);
		this.time.advance(delay(client));
		this.server.close(Status.OK);
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.SERVER_CLOSED);
	}

	@Test
	void comesBackWhenTheHubClosesTheConnection() {
		ReconnectingHubClient<ITestHub> client = open();
		this.server.close(Status.OK);
		this.time.advance(delay(client));
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
		assertThat(client.state().reason().type()).isEqualTo(DisconnectReason.Type.SERVER_CLOSED);
	}

	@Test
	void givesUpAfterSoManyAttempts() {
		this.server.refuses(LOST);
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withMaxAttempts(3));
		this.time.advance(delay(client));
		this.time.advance(delay(client));
		assertThat(TestClient.reason(client).detail()).contains("connection lost");
		assertThat(this.server.connections()).isEqualTo(3);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void comesBackLaterWhenTheServerShutsDown() {
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withShutdownSpread(Duration.ofMinutes(1)));
		this.server.close(Status.UNAVAILABLE.withDescription("the server is shutting down"));
		assertThat(delay(client)).isEqualTo(Duration.ofSeconds(30));
		this.time.advanceMillis(29_999);
		assertThat(this.server.connections()).isEqualTo(1);
		this.time.advanceMillis(1);
		assertThat(this.server.connections()).isEqualTo(2);
	}

	@Test
	void aFailureToCallTheChannelIsAFailedAttempt() {
		this.server.failingToStart(new IllegalStateException("of an interceptor"));
		ReconnectingHubClient<ITestHub> client = open();
		assertThat(client.state().reason().detail()).contains("The call cannot be started.");
		assertThat(client.state().phase()).isEqualTo(Phase.WAITING);
	}

	// --- the callback

	@Test
	void nothingElseIsSentBeforeTheCallbackIsDone() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.onConnected = (hub) -> {
			hub.say("I am back");
			return done;
		};
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withCallWait(Duration.ofSeconds(5)));
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTING);
		client.hub().say("hi");
		assertThat(this.server.received()).hasSize(1);
		done.complete(null);
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
		assertThat(this.server.received()).hasSize(2);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aCallbackThatFailsIsAFailedAttempt(boolean later) {
		RuntimeException failure = new IllegalStateException("the room is full");
		this.onConnected = (hub) -> {
			if (later) {
				return CompletableFuture.failedStage(failure);
			}
			throw failure;
		};
		ReconnectingHubClient<ITestHub> client = open();
		assertThat(this.server.isClosed()).isTrue();
		assertThat(client.state().reason().cause()).isSameAs(failure);
		assertThat(delay(client)).isEqualTo(Duration.ofMillis(500));
		this.onConnected = (hub) -> null;
		this.time.advance(delay(client));
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
		assertThat(client.state().attempt()).isEqualTo(2);
	}

	@Test
	void aCallbackMayGiveUp() {
		this.onConnected = (hub) -> CompletableFuture
			.failedStage(new HubStatusException(Status.Code.UNAUTHENTICATED, "wrong password"));
		ReconnectingHubClient<ITestHub> client = open();
		assertThat(TestClient.reason(client).detail()).contains("wrong password");
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void aCallbackThatIsNeverDoneIsAFailedAttempt() {
		this.onConnected = (hub) -> new CompletableFuture<>();
		ReconnectingHubClient<ITestHub> client = open();
		this.time.advance(Duration.ofSeconds(10));
		assertThat(client.state().phase()).isEqualTo(Phase.WAITING);
		assertThat(client.state().reason().detail()).contains("onConnected", "PT10S");
		assertThat(this.server.isClosed()).isTrue();
	}

	@Test
	void aConnectionThatEndsDuringTheCallbackIsAFailedAttempt() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.onConnected = (hub) -> done;
		ReconnectingHubClient<ITestHub> client = open();
		this.server.close(LOST);
		assertThat(delay(client)).isEqualTo(Duration.ofMillis(500));
		done.complete(null); // of a connection that is gone
		assertThat(client.state().phase()).isEqualTo(Phase.WAITING);
	}

	// --- the end

	@Test
	void closingEndsItAtAnyMoment() {
		FakeServer silent = new FakeServer();
		ReconnectingHubClient<ITestHub> connecting = ReconnectingHubClient.open(silent, ITestHub.class,
				new TestReceiver(), (hub) -> null, TestClient.options(this.time), ReconnectOptions.createWithDefault());
		assertThat(TestClient.done(connecting.closeAsync()).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		assertThat(silent.isCancelled()).isTrue();

		this.onConnected = (hub) -> new CompletableFuture<>();
		ReconnectingHubClient<ITestHub> preparing = open();
		assertThat(TestClient.done(preparing.closeAsync()).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		assertThat(this.server.isClosed()).isTrue();

		this.onConnected = (hub) -> null;
		ReconnectingHubClient<ITestHub> connected = open();
		assertThat(TestClient.done(connected.closeAsync()).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		assertThat(this.server.isHalfClosed()).isTrue();

		ReconnectingHubClient<ITestHub> waiting = open();
		this.server.close(LOST);
		assertThat(TestClient.done(waiting.closeAsync()).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		waiting.close(); // once more

		assertThat(this.time.timer().nextWake()).isEmpty();
		for (ReconnectingHubClient<ITestHub> client : List.of(connecting, preparing, connected, waiting)) {
			assertThat(client.state().phase()).isEqualTo(Phase.CLOSED);
			assertThat(TestClient.failure(client.hub().leave()).statusCode()).isEqualTo(14);
		}
		int connections = this.server.connections();
		this.time.advance(Duration.ofHours(1));
		assertThat(this.server.connections()).isEqualTo(connections);
	}

	@Test
	void aConnectionThatIsLostWhileTheClientClosesIsClosed() {
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withStateListener((state) -> {
			if (state.phase() == Phase.CLOSED) {
				this.server.close(LOST);
			}
		}));
		client.close();
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
	}

	@Test
	void calmlyWaitsForAServerThatDoesNotEndItsSide() {
		this.server.staying();
		ReconnectingHubClient<ITestHub> client = open();
		CompletableFuture<DisconnectReason> end = client.closeAsync().toCompletableFuture();
		assertThat(client.state().phase()).isEqualTo(Phase.CLOSED);
		assertThat(end).isNotDone();
		this.time.advance(Duration.ofSeconds(5));
		assertThat(end).isDone();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	// --- receiver, clock, listener

	@Test
	void theClockKnowsWhatFormerConnectionsTold() {
		ReconnectingHubClient<ITestHub> client = open();
		Instant serverTime = FakeTime.START.plusSeconds(100);
		this.server.heartbeat(0, serverTime.toEpochMilli());
		ServerClock clock = client.serverClock();
		assertThat(clock.instant()).isEqualTo(serverTime);
		this.server.close(LOST);
		this.time.advanceMillis(500);
		assertThat(clock.instant()).isEqualTo(serverTime.plusMillis(500));
		this.time.advanceMillis(30);
		this.server.heartbeat(0, serverTime.plusMillis(510).toEpochMilli()); // 20 ms on
																				// its way
		assertThat(clock.instant()).isEqualTo(serverTime.plusMillis(530));
		assertThat(client.serverClock()).isSameAs(clock);
	}

	@Test
	void tellsWhyAndHowLongItWasAway() {
		List<String> events = new ArrayList<>();
		HubClientListener listener = new HubClientListener() {

			@Override
			public void reconnected(String serviceName, DisconnectReason lost, long nanos) {
				events.add(serviceName + " " + lost.type() + " " + Duration.ofNanos(nanos));
			}

		};
		ReconnectingHubClient<ITestHub> client = ReconnectingHubClient.open(this.server, ITestHub.class,
				new TestReceiver(), (hub) -> null, TestClient.options(this.time).withListener(listener),
				ReconnectOptions.createWithDefault().withRandom(() -> 0.5));
		this.server.refuses(LOST);
		this.server.close(Status.OK);
		this.time.advanceMillis(500); // fails
		assertThat(events).isEmpty();
		this.server.accepts();
		this.time.advance(delay(client));
		assertThat(events).containsExactly("ITestHub SERVER_CLOSED PT1.5S");
	}

	@Test
	void aListenerThatThrowsHarmsNothing() {
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withStateListener((state) -> {
			throw new IllegalStateException("listener");
		}));
		this.server.close(LOST);
		this.time.advance(delay(client));
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
	}

	@Test
	void whatMakesNoSenseIsRefused() {
		ReconnectOptions options = ReconnectOptions.createWithDefault();
		assertThatIllegalArgumentException().isThrownBy(() -> options.withFirstDelay(Duration.ZERO))
			.withMessage("firstDelay is not between 1 ms and 365 days: PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxDelay(Duration.ofDays(366)));
		assertThatIllegalArgumentException().isThrownBy(() -> options.withFactor(0.9));
		assertThatIllegalArgumentException().isThrownBy(() -> options.withFactor(Double.NaN));
		assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxAttempts(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> options.withCallWait(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> options.withShutdownSpread(Duration.ofMillis(-1)));
	}

}
