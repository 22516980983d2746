package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.StubConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which connections share the times of their heartbeats.
 */
class SharedSlotsTest {

	private static final Heartbeats UNUSED = Engines.heartbeats(new FakeTime(), 1000, 0);

	private final FakeTime time = new FakeTime();

	private final SharedSlots slots = new SharedSlots((HubHeartbeats) UNUSED);

	/** By connection. */
	private final Map<HubConnection, SharedSlots.Slot> joined = new HashMap<>();

	private HubConnection join(Object transport) {
		return join(new Connection(transport));
	}

	private HubConnection join(Connection connection) {
		this.joined.put(connection, this.slots.join(connection, () -> 0));
		return connection;
	}

	private void leave(HubConnection connection) {
		this.slots.leave(connection, this.joined.remove(connection));
	}

	private int count() {
		return Set.copyOf(this.joined.values()).size();
	}

	private Collection<Long> sizes() {
		return this.joined.values()
			.stream()
			.collect(Collectors.groupingBy((slot) -> slot, Collectors.counting()))
			.values();
	}

	@Test
	void eachOfFewConnectionsHasItsOwn() {
		for (int i = 0; i < 39; i++) {
			join("a transport");
		}
		assertThat(count()).isEqualTo(39);
	}

	/** Whether transports are filled one after the other, or at the same time. */
	@Test
	void aGrowingHubHasFewMoreThanItNeeds() {
		for (int i = 0; i < 10_000; i++) {
			join(i % 100);
		}
		assertThat(count()).isLessThanOrEqualTo(300);
		Map<HubConnection, SharedSlots.Slot> before = new HashMap<>(this.joined);
		before.keySet().forEach(this::leave);
		for (int i = 0; i < 10_000; i++) {
			join(i / 100);
		}
		assertThat(count()).isLessThanOrEqualTo(420);
		assertThat(sizes()).allMatch((size) -> size <= 75);
	}

	@Test
	void newConnectionsTakeThePlacesOfEndedOnes() {
		List<HubConnection> connections = new ArrayList<>();
		for (int i = 0; i < 5000; i++) {
			connections.add(join(i % 50));
		}
		int before = count();
		Random random = new Random(20261129);
		for (int i = 0; i < 20_000; i++) {
			leave(connections.remove(random.nextInt(connections.size())));
			connections.add(join(random.nextInt(50)));
		}
		assertThat(count()).isLessThanOrEqualTo(before + 50);
		connections.forEach(this::leave);
		assertThat(this.slots.isEmpty()).isTrue();
	}

	@Test
	void aTransportWithOneConnectionSharesWithOthersOfItsEventLoop() {
		List<HubConnection> connections = new ArrayList<>();
		for (int i = 0; i < 6400; i++) {
			connections.add(join(new OfLoop(new Object(), "loop " + i % 2)));
		}
		assertThat(count()).isLessThanOrEqualTo(340);
		assertThat(sizes()).allMatch((size) -> size <= 20); // each needs a write of its
															// own
		connections.forEach(this::leave);
		assertThat(this.slots.isEmpty()).isTrue();
	}

	/**
	 * Its first connection must not be left alone in a slot of the event loop: it would
	 * cost as much as all the others together.
	 */
	@Test
	void theConnectionsOfATransportShareTheSlotOfItsFirst() {
		Random random = new Random(20261130);
		List<HubConnection> connections = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			connections.add(join(new OfLoop(i % 100, "loop " + i % 2)));
		}
		assertThat(count()).isLessThanOrEqualTo(250);
		for (int i = 0; i < 20_000; i++) {
			int leaving = random.nextInt(connections.size());
			int number = random.nextInt(100);
			leave(connections.get(leaving));
			connections.set(leaving, join(new OfLoop(number, "loop " + number % 2)));
		}
		assertThat(count()).isLessThanOrEqualTo(350);
		connections.forEach(this::leave);
		assertThat(this.slots.isEmpty()).isTrue();
	}

	/** In any order of starts and ends. */
	@Test
	void nothingIsKeptOfEndedConnections() {
		HubHeartbeats hub = (HubHeartbeats) new HeartbeatEngine(this.time.timer(), this.time, Runnable::run,
				Runnable::run, new Phases(1))
			.heartbeats("IFakeHub", HeartbeatSettings.of(Duration.ofSeconds(1), Duration.ofSeconds(1)), null,
					(value) -> new byte[0], HeartbeatListener.NONE);
		FakeConnection stopped = FakeConnection.started(hub);
		FakeConnection suspended = FakeConnection.started(hub);
		FakeConnection resumed = FakeConnection.started(hub);
		FakeConnection dead = FakeConnection.started(hub);
		assertThat(hub.sharesNothing()).isFalse();
		suspended.heartbeat().suspend();
		resumed.heartbeat().suspend();
		resumed.heartbeat().resume();
		for (FakeConnection connection : Arrays.asList(stopped, suspended, resumed, stopped)) {
			connection.stop();
		}
		this.time.advanceMillis(5000);
		assertThat(dead.heartbeat().timedOut()).isTrue();
		dead.stop();
		assertThat(hub.sharesNothing()).isTrue();
	}

	private static class Connection extends StubConnection {

		Connection(Object transport) {
			super(UNUSED, transport);
		}

		@Override
		public void requestHeartbeat() {
			// it is never started
		}

	}

	private static final class OfLoop extends Connection {

		private final String loop;

		OfLoop(Object transport, String loop) {
			super(transport);
			this.loop = loop;
		}

		@Override
		public String eventLoop() {
			return this.loop;
		}

	}

}
