package io.github.magiconion4j.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.stream.Expiry;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.StubConnection;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A connection ends when the credentials of its client expire.
 */
class ExpiryTest {

	private final FakeTime time = new FakeTime();

	private final List<DisconnectReason> ends = new ArrayList<>();

	private final Expiry expiry = new Expiry(this.time.timer(), this.time, new StubConnection(Heartbeats.NONE, this) {

		@Override
		public void requestHeartbeat() {
		}

		@Override
		public void disconnect(DisconnectReason reason, int statusCode, String description) {
			assertThat(statusCode).isEqualTo(Status.Code.UNAUTHENTICATED.value());
			ExpiryTest.this.ends.add(reason);
		}

	});

	private Instant in(Duration duration) {
		return this.time.instant().plus(duration);
	}

	@Test
	void itEndsAtTheExpiryAndNotBefore() {
		this.expiry.set(in(Duration.ofHours(1)));
		this.time.advance(Duration.ofHours(1).minusMillis(1));
		assertThat(this.ends).isEmpty();
		this.time.advanceMillis(20);
		assertThat(this.ends).singleElement()
			.satisfies((reason) -> assertThat(reason.type()).isEqualTo(DisconnectReason.Type.EXPIRED));
		this.time.advance(Duration.ofHours(1));
		assertThat(this.ends).hasSize(1);
	}

	@Test
	void theLastExpiryCounts() {
		this.expiry.set(in(Duration.ofSeconds(1)));
		this.expiry.set(in(Duration.ofSeconds(10)));
		this.time.advance(Duration.ofSeconds(9));
		assertThat(this.ends).isEmpty();
		this.expiry.set(in(Duration.ofSeconds(10)));
		this.time.advance(Duration.ofSeconds(9));
		this.expiry.set(null);
		assertThat(this.expiry.at()).isNull();
		this.time.advance(Duration.ofDays(1));
		assertThat(this.ends).isEmpty();
		this.expiry.set(in(Duration.ofDays(1)));
		this.expiry.set(in(Duration.ofSeconds(1)));
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.ends).hasSize(1);
	}

	@Test
	void aDistantTimeIsNever() {
		for (Instant when : List.of(Instant.MAX, in(Duration.ofDays(400_000)))) {
			this.expiry.set(when);
			this.time.advance(Duration.ofHours(2));
			assertThat(this.ends).isEmpty();
		}
		this.expiry.set(Instant.MIN);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.ends).hasSize(1);
	}

	@Test
	void aChangedWallClockIsNoticedWithinAMinute() {
		this.expiry.set(in(Duration.ofDays(1)));
		this.time.advance(Duration.ofMinutes(5));
		this.time.stepWallClock(Duration.ofDays(1));
		this.time.advance(Duration.ofMinutes(2));
		assertThat(this.ends).hasSize(1);
	}

	@Test
	void theTimerEntryEndsWithTheConnection() {
		this.expiry.set(in(Duration.ofSeconds(1)));
		this.expiry.stop();
		this.time.advance(Duration.ofMinutes(2));
		assertThat(this.ends).isEmpty();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void aFilterSetsItAndTheClientGetsUnauthenticated() throws Exception {
		TestServerOptions options = new TestServerOptions().filter(new HubFilter() {

			@Override
			public void connect(HubContext connection, Connecting next) throws Exception {
				connection.expireAt(Instant.now().plusMillis(300));
				next.proceed();
			}

		});
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			assertExpires(server, client);
		}
	}

	@Test
	void theAuthenticationOfTheRequestSetsIt() throws Exception {
		TestServerOptions options = new TestServerOptions()
			.propagator(() -> new Expiring(Instant.now().plusMillis(300)));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			assertExpires(server, client);
		}
	}

	@Test
	void aRenewedConnectionContinues() throws Exception {
		Instant when = Instant.now().plusSeconds(2);
		TestServerOptions options = new TestServerOptions().propagator(() -> new Expiring(when));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			HubContext connection = server.hub().connection();
			assertThat(connection.expiresAt()).isEqualTo(when);
			connection.expireAt(Instant.now().plusSeconds(3600));
			await().until(() -> Instant.now().isAfter(when.plusMillis(100)));
			client.call("Add", 0x92, 1, 2);
			assertThat(client.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(3));
		}
	}

	@Test
	void anAlreadyExpiredConnectionEndsSoon() throws Exception {
		TestServerOptions options = new TestServerOptions().propagator(() -> new Expiring(Instant.EPOCH));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
		}
	}

	private static void assertExpires(TestServer server, TestHubClient client) throws Exception {
		TestHub hub = server.hub();
		assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
		assertThat(client.status().getDescription()).isEqualTo("the credentials have expired");
		assertThat(hub.disconnected.get(20, TimeUnit.SECONDS).type()).isEqualTo(DisconnectReason.Type.EXPIRED);
	}

	private record Expiring(Instant expiresAt) implements ContextPropagator.Captured {

		@Override
		public ContextPropagator.Scope attach() {
			return () -> {
			};
		}

	}

}
