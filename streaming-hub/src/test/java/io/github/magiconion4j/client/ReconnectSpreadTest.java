package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the many clients of a lost server reconnect.
 */
class ReconnectSpreadTest {

	private static final int CLIENTS = 2000;

	private final FakeTime time = new FakeTime();

	private final Random random = new Random(20240701);

	private final List<FakeServer> connections = new ArrayList<>();

	private final List<ReconnectingHubClient<ITestHub>> clients = new ArrayList<>();

	private void connect() {
		ReconnectOptions options = ReconnectOptions.createWithDefault().withRandom(this.random::nextDouble);
		for (int i = 0; i < CLIENTS; i++) {
			FakeServer server = FakeServer.accepting();
			this.connections.add(server);
			this.clients.add(ReconnectingHubClient.open(server, ITestHub.class, new TestReceiver(), (hub) -> null,
					TestClient.options(this.time), options));
		}
		assertThat(connected()).isEqualTo(CLIENTS);
	}

	@AfterEach
	void everythingEnds() {
		this.clients.forEach(ReconnectingHubClient::close);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	private long connected() {
		return this.clients.stream().filter((client) -> client.state().phase() == Phase.CONNECTED).count();
	}

	private int attempts() {
		return this.connections.stream().mapToInt(FakeServer::connections).sum();
	}

	/** The number of attempts in each second. */
	private List<Integer> attemptsPerSecond(int seconds) {
		List<Integer> result = new ArrayList<>();
		for (int second = 0; second < seconds; second++) {
			int before = attempts();
			this.time.advance(Duration.ofSeconds(1));
			result.add(attempts() - before);
		}
		return result;
	}

	@Test
	void reconnectsAreSpreadOverTenSecondsAfterAShutdown() {
		connect();
		this.connections
			.forEach((server) -> server.close(Status.UNAVAILABLE.withDescription("the server is shutting down")));
		assertThat(connected()).isZero();
		List<Integer> perSecond = attemptsPerSecond(10);
		assertThat(perSecond).allSatisfy((count) -> assertThat(count).isBetween(150, 250));
		assertThat(connected()).isEqualTo(CLIENTS);
	}

	@Test
	void attemptsBecomeRarerWhileTheServerIsDown() {
		connect();
		this.connections.forEach((server) -> {
			server.refuses(Status.UNAVAILABLE.withDescription("Connection refused"));
			server.close(Status.UNAVAILABLE.withDescription("Network closed for unknown reason"));
		});
		List<Integer> down = attemptsPerSecond(60);
		// Each client waits for 15 s on average.
		assertThat(down.subList(50, 60)).allSatisfy((count) -> assertThat(count).isBetween(80, 220));
		this.connections.forEach(FakeServer::accepts);
		List<Integer> up = attemptsPerSecond(30);
		assertThat(up).allSatisfy((count) -> assertThat(count).isLessThan(220));
		assertThat(connected()).isEqualTo(CLIENTS);
	}

}
