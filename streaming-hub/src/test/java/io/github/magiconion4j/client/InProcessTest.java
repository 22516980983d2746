package io.github.magiconion4j.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.InProcessHub;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * This client with this server, and the test support for users.
 */
@Timeout(60)
class InProcessTest {

	private static final HeartbeatSettings SETTINGS = HeartbeatSettings.of(Duration.ofSeconds(1),
			Duration.ofSeconds(5));

	private final FakeTime time = new FakeTime();

	private final List<String> heard = new ArrayList<>();

	private final ChatReceiver receiver = this.heard::add;

	private final List<DefaultChat> hubs = new ArrayList<>();

	private DefaultChat newHub() {
		DefaultChat hub = new DefaultChat();
		this.hubs.add(hub);
		return hub;
	}

	@Test
	void callsInBothDirections() throws Exception {
		try (InProcessHub<ChatReceiver, Chat> chat = InProcessHub.start(this.time, Chat.class, this::newHub)) {
			HubClient<Chat> client = chat.connect(this.receiver);
			assertThat(client.hub().add(2, 3)).isEqualTo(5);
			client.hub().say("hi");
			assertThat(TestClient.done(client.hub().nothing())).isNull();
			assertThat(this.heard).containsExactly("welcome", "hi");
			assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> client.hub().fail(99))
				.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(99));
			client.close();
			assertThat(this.hubs.get(0).reason().type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
			assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.CLIENT_CLOSED);
		}
	}

	@Test
	void heartbeatsInBothDirections() throws Exception {
		List<Instant> times = new ArrayList<>();
		List<@Nullable String> metadata = new ArrayList<>();
		List<Duration> roundTrips = new ArrayList<>();
		try (InProcessHub<ChatReceiver, Chat> chat = InProcessHub.start(this.time, Chat.class, this::newHub, SETTINGS,
				() -> "1.2.3.4")) {
			HubClient<Chat> client = chat.connect(this.receiver,
					(options) -> options.withClientHeartbeatInterval(Duration.ofSeconds(1))
						.withClientHeartbeatTimeout(Duration.ofSeconds(1))
						.withClientHeartbeatResponseReceived((event) -> roundTrips.add(event.roundTripTime()))
						.withServerHeartbeatReceived((event) -> {
							times.add(event.serverTime());
							metadata.add(event.metadata(String.class));
						}));
			this.time.advance(Duration.ofSeconds(3));
			assertThat(times).hasSize(3).startsWith(FakeTime.START.plusSeconds(1));
			assertThat(metadata).containsOnly("1.2.3.4");
			assertThat(roundTrips).hasSize(3).containsOnly(Duration.ZERO);
			this.time.stepWallClock(Duration.ofMinutes(1)); // it is also the server's
			this.time.advance(Duration.ofMinutes(10));
			assertThat(Duration.between(client.serverClock().instant(), this.time.instant()).abs())
				.isLessThanOrEqualTo(Duration.ofMillis(1));
			assertThat(this.hubs.get(0).connection().heartbeat().lastReceivedAt())
				.isAfter(FakeTime.START.plusSeconds(600));
			assertThat(TestClient.isOpen(client)).isTrue();
			client.close();
			this.time.advance(Duration.ofSeconds(2)); // for the server's timer
			assertThat(this.time.timer().nextWake()).isEmpty();
		}
	}

	@Test
	void theHubEndsTheConnection() throws Exception {
		try (InProcessHub<ChatReceiver, Chat> chat = InProcessHub.start(this.time, Chat.class, this::newHub)) {
			HubClient<Chat> first = chat.connect(this.receiver);
			this.hubs.get(0).connection().close();
			assertThat(TestClient.reason(first).type()).isEqualTo(DisconnectReason.Type.SERVER_CLOSED);
			HubClient<Chat> second = chat.connect(this.receiver);
			this.hubs.get(1).connection().close(7, "go away");
			assertThat(TestClient.reason(second).type()).isEqualTo(DisconnectReason.Type.FAULTED);
			assertThat(TestClient.reason(second).detail()).isEqualTo("PERMISSION_DENIED: go away");
		}
	}

	@Test
	void theHubRefusesTheConnection() throws Exception {
		try (InProcessHub<ChatReceiver, Chat> chat = InProcessHub.start(this.time, Chat.class, () -> {
			throw new HubStatusException(16, "who are you?");
		})) {
			assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> chat.connect(this.receiver))
				.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(16))
				.satisfies((failure) -> assertThat(failure.detail()).isEqualTo("who are you?"));
		}
	}

	@Test
	void theChannelIsShutDown() throws Exception {
		try (InProcessHub<ChatReceiver, Chat> chat = InProcessHub.start(this.time, Chat.class, this::newHub)) {
			HubClient<Chat> client = chat.connect(this.receiver);
			chat.channel().shutdownNow();
			assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.FAULTED);
			assertThat(this.hubs.get(0).reason().type()).isEqualTo(DisconnectReason.Type.CLIENT_RESET);
			assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> chat.connect(this.receiver))
				.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(14));
		}
	}

	interface Chat extends StreamingHub<ChatReceiver> {

		int add(int a, int b);

		CompletionStage<Void> nothing();

		void say(String text);

		int fail(int status);

	}

	interface ChatReceiver {

		void onSaid(String text);

	}

	private static final class DefaultChat extends StreamingHubBase<ChatReceiver> implements Chat {

		private @Nullable DisconnectReason reason;

		@Override
		protected void onConnected() {
			client().onSaid("welcome");
		}

		@Override
		protected void onDisconnected(DisconnectReason why) {
			this.reason = why;
		}

		HubContext connection() {
			return context();
		}

		DisconnectReason reason() {
			assertThat(this.reason).isNotNull();
			return this.reason;
		}

		@Override
		public int add(int a, int b) {
			return a + b;
		}

		@Override
		public CompletionStage<Void> nothing() {
			return CompletableFuture.completedStage(null);
		}

		@Override
		public void say(String text) {
			client().onSaid(text);
		}

		@Override
		public int fail(int status) {
			throw new HubStatusException(status, "as you wish");
		}

	}

}
