package io.github.magiconion4j.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * When a client reconnects, and when it gives up.
 */
class ReconnectTest extends ReconnectScenario {

	@Test
	void connectsAndReportsItsStates() {
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
	void givesUpIfAnotherAttemptCannotSucceed(Status.Code code) {
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
	void theEndingCodesAreConfigurable() {
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
	void givesUpAfterTheMaximumOfAttempts() {
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

	@Test
	void theClockKeepsTheBoundsOfFormerConnections() {
		ReconnectingHubClient<ITestHub> client = open();
		Instant serverTime = FakeTime.START.plusSeconds(100);
		this.server.heartbeat(0, serverTime.toEpochMilli());
		ServerClock clock = client.serverClock();
		assertThat(clock.instant()).isEqualTo(serverTime);
		this.server.close(LOST);
		this.time.advanceMillis(500);
		assertThat(clock.instant()).isEqualTo(serverTime.plusMillis(500));
		this.time.advanceMillis(30);
		this.server.heartbeat(0, serverTime.plusMillis(510).toEpochMilli()); // of 20 ms
																				// latency
		assertThat(clock.instant()).isEqualTo(serverTime.plusMillis(530));
		assertThat(client.serverClock()).isSameAs(clock);
	}

	@Test
	void reportsReasonAndDurationOfTheOutage() {
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
	void aThrowingListenerHasNoOtherEffect() {
		ReconnectingHubClient<ITestHub> client = open((options) -> options.withStateListener((state) -> {
			throw new IllegalStateException("listener");
		}));
		this.server.close(LOST);
		this.time.advance(delay(client));
		assertThat(client.state().phase()).isEqualTo(Phase.CONNECTED);
	}

	@Test
	void invalidOptionsAreRejected() {
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

	@Test
	void aChannelThatWasShutDownEndsTheClient() {
		ManagedChannel channel = InProcessChannelBuilder.forName("nobody").directExecutor().build();
		HubClient<ITestHub> client = ReconnectingHubClient.open(channel, ITestHub.class, new TestReceiver(),
				(hub) -> null, TestClient.options(this.time), ReconnectOptions.createWithDefault());
		await().until(() -> ((ReconnectingHubClient<?>) client).state().phase() == Phase.WAITING);
		channel.shutdownNow();
		assertThat(TestClient.isOpen(client)).isTrue();
		this.time.advance(Duration.ofMinutes(1));
		await().until(() -> !TestClient.isOpen(client));
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void aDeadlineIsRejected() {
		StreamingHubClientOptions options = TestClient.options(this.time)
			.withCallOptions(CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ReconnectingHubClient.open(this.server, ITestHub.class, new TestReceiver(), (hub) -> null,
					options, ReconnectOptions.createWithDefault()))
			.withMessageContaining("must not have a deadline");
	}

}
