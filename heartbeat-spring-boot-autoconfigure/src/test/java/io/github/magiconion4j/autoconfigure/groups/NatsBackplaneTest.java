package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NatsBackplaneTest extends AbstractBackplaneTests {

	@Override
	LocalServer createServer() throws Exception {
		return LocalServer.nats();
	}

	@Override
	AbstractBackplane create(int port) {
		return new NatsBackplane(NatsConnections.own(new Options.Builder().server("nats://127.0.0.1:" + port)),
				MAX_UNSENT, PATIENCE);
	}

	@Test
	void namesAndSizesAreThoseOfNats() throws Exception {
		this.server.start();
		AbstractBackplane backplane = begin();
		patiently().until(backplane::isUp);
		assertThat(backplane.maxMessageSize()).isEqualTo(1 << 20);
		assertThat(backplane.channel("news")).isEqualTo("Multicaster.Group/news");
		assertThatIllegalArgumentException().isThrownBy(() -> backplane.channel("two words"));
	}

	/**
	 * The application's client never gives up: it waits for NATS with its lock held.
	 */
	@Test
	@Timeout(90)
	void aStoppedServerBlocksNoPublisher() throws Exception {
		this.server.start();
		Options patient = new Options.Builder().server("nats://127.0.0.1:" + this.server.port())
			.pingInterval(Duration.ofHours(1))
			.socketWriteTimeout(null)
			.build();
		Connection connection = Nats.connect(patient);
		try {
			AbstractBackplane backplane = begin(
					new NatsBackplane(NatsConnections.of(connection), MAX_UNSENT, PATIENCE));
			Queue<String> received = subscribe(backplane, "room");
			this.server.signal("STOP");
			CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> {
				String large = "x".repeat(100_000);
				while (backplane.isUp()) {
					publish(backplane, "room", large);
				}
			});
			publisher.get(80, TimeUnit.SECONDS);
			this.server.signal("CONT");
			patiently().until(backplane::isUp);
			patiently().until(() -> publish(backplane, "room", "hello"));
			patiently().until(() -> received.contains("hello"));
		}
		finally {
			connection.close();
		}
	}

	@Test
	void noMessageIsRefusedWhileTheServerKeepsUp() throws Exception {
		this.server.start();
		AbstractBackplane backplane = begin();
		Queue<String> received = subscribe(begin(), "room");
		patiently().until(backplane::isUp);
		for (int sent = 1; sent <= 20_000; sent++) {
			assertThat(publish(backplane, "room", "hello")).isTrue();
			if (sent % 1000 == 0) {
				int arrived = sent;
				patiently().until(() -> received.size() == arrived);
			}
		}
	}

}
