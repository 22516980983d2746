package io.github.magiconion4j.internal.outbound;

import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.internal.outbound.FloodedClient.Loop;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections with more messages than gRPC buffers share an event loop: it gets no more
 * than it can write in a few milliseconds, and slow clients do not delay others.
 */
class WriteSchedulerTest {

	/** With the smallest messages, two bursts exceed the event loop's time slice. */
	private static final int SMALL = FloodedClient.SIZE;

	private static final int LARGE = 8 * 1024;

	private final Loop loop = new Loop();

	@Test
	void anEventLoopGetsNoMoreThanItWritesInAFewMilliseconds() {
		List<FloodedClient> clients = flooded(5, SMALL);
		assertThat(clients).filteredOn(FloodedClient::hasBurst).containsExactly(clients.get(0), clients.get(1));

		clients.get(0).leave();
		assertThat(clients).filteredOn(FloodedClient::hasBurst).containsExactly(clients.get(1));

		clients.get(1).leave();
		assertThat(clients).filteredOn(FloodedClient::hasBurst)
			.as("the loop is idle")
			.containsExactly(clients.get(2), clients.get(3));
	}

	@Test
	void eachHasItsTurn() {
		List<FloodedClient> clients = flooded(5, SMALL);
		for (int round = 0; round < 50; round++) {
			clients.stream().filter(FloodedClient::hasBurst).forEach(FloodedClient::leave);
		}
		int most = clients.stream().mapToInt((client) -> client.call.left().size()).max().orElseThrow();
		assertThat(clients).allMatch((client) -> client.call.left().size() > most * 3 / 4);
	}

	@Test
	void slowReadersDoNotDelayOthers() {
		List<FloodedClient> clients = flooded(5, SMALL);
		for (int i = 0; i < 5; i++) {
			this.loop.advanceMillis(10);
		}
		assertThat(clients).as("though no burst has left").allMatch(FloodedClient::hasBurst);

		FloodedClient fast = new FloodedClient(this.loop);
		fast.flooded(20_000, SMALL);
		int before = fast.call.left().size();
		for (int i = 0; i < 10; i++) {
			this.loop.advanceMillis(10);
			fast.leave();
		}
		assertThat(fast.call.left().size() - before).as("a burst each time")
			.isGreaterThanOrEqualTo(10 * FloodedClient.FULL / SMALL);
	}

	@Test
	void largeMessagesTakeLittleOfTheLoopsTime() {
		assertThat(flooded(20, LARGE)).allMatch(FloodedClient::hasBurst);
	}

	@Test
	void aConnectionRunsOnTheThreadThatCallsIt() {
		List<FloodedClient> clients = flooded(4, SMALL);
		WriteScheduler before = this.loop.scheduler;
		this.loop.scheduler = new WriteScheduler(this.loop.time.timer());
		clients.get(0).leave();
		assertThat(clients.get(0).hasBurst()).isTrue();

		this.loop.scheduler = before;
		clients.get(1).leave();
		assertThat(clients).filteredOn(FloodedClient::hasBurst)
			.as("the first loop is idle, and others have waited longer")
			.containsExactly(clients.get(0), clients.get(2), clients.get(3));
	}

	@Test
	void anEndedConnectionIsNoLongerScheduled() {
		List<FloodedClient> clients = flooded(4, SMALL);
		clients.get(0).outbound.close(Status.OK);
		clients.get(1).outbound.close(Status.OK);
		this.loop.runTasks();
		assertThat(clients.get(2).hasBurst()).isTrue();
		assertThat(clients.get(3).hasBurst()).isTrue();
	}

	@Test
	void anEndedConnectionTakesNoTurn() {
		List<FloodedClient> clients = flooded(4, SMALL);
		clients.get(2).outbound.abandon();
		clients.get(0).leave();
		clients.get(1).leave();
		assertThat(clients).filteredOn(FloodedClient::hasBurst).containsExactly(clients.get(0), clients.get(3));
	}

	/** All first bursts, which do not wait for others, were sent. */
	private List<FloodedClient> flooded(int count, int size) {
		List<FloodedClient> clients = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			FloodedClient client = new FloodedClient(this.loop);
			client.flood(400_000 / size, size);
			clients.add(client);
		}
		clients.forEach(FloodedClient::leave);
		return clients;
	}

}
