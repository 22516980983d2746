package io.github.magiconion4j.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageUnpacker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many members who join, leave and broadcast at the same time.
 */
class GroupStressTest {

	private static final int SENDERS = 4;

	private static final int MESSAGES = 2000;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void close() {
		this.threads.shutdownNow();
	}

	@Test
	void joinsAndLeavesAreExact() throws Exception {
		try (TestServer server = new TestServer()) {
			TestHubClient faithful = server.connect();
			TestHub hub = server.hub();
			List<TestHub> fickle = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				server.connect();
				fickle.add(server.hub());
			}
			AtomicBoolean over = new AtomicBoolean();
			List<Future<?>> tasks = new ArrayList<>();
			HubGroup<TestHubReceiver> group = hub.groups().add("room");
			for (TestHub each : fickle) {
				tasks.add(this.threads.submit(() -> {
					while (!over.get()) {
						HubGroup<TestHubReceiver> joined = each.groups().add("room");
						assertThat(joined.contains(each.connection().connectionId())).isTrue();
						joined.leave();
						each.groups().add("another").leave();
					}
				}));
			}
			for (int i = 0; i < MESSAGES; i++) {
				group.all().onPair(i, "x");
			}
			over.set(true);
			for (Future<?> task : tasks) {
				task.get(20, TimeUnit.SECONDS);
			}
			for (int i = 0; i < MESSAGES; i++) {
				assertThat(nextPair(faithful).unpackInt()).isEqualTo(i);
			}
			assertThat(group.count()).isEqualTo(1);
			group.leave();
			await().until(() -> server.groups() == 0);
		}
	}

	@Test
	void callsOfOneSenderArriveInOrder() throws Exception {
		try (TestServer server = new TestServer()) {
			List<TestHubClient> clients = new ArrayList<>();
			List<HubGroup<TestHubReceiver>> groups = new ArrayList<>();
			for (int i = 0; i < SENDERS; i++) {
				clients.add(server.connect());
				groups.add(server.hub().groups().add("room"));
			}
			List<Callable<Void>> senders = new ArrayList<>();
			for (int sender = 0; sender < SENDERS; sender++) {
				int number = sender;
				senders.add(() -> {
					for (int i = 0; i < MESSAGES; i++) {
						groups.get(number).all().onPair(i, String.valueOf(number));
					}
					return null;
				});
			}
			for (Future<Void> sent : this.threads.invokeAll(senders)) {
				sent.get();
			}
			for (TestHubClient client : clients) {
				Map<String, Integer> next = new HashMap<>();
				for (int i = 0; i < SENDERS * MESSAGES; i++) {
					MessageUnpacker pair = nextPair(client);
					int number = pair.unpackInt();
					assertThat(number).isEqualTo(next.merge(pair.unpackString(), 1, Integer::sum) - 1);
				}
				assertThat(next).hasSize(SENDERS).containsValues(MESSAGES);
			}
		}
	}

	/** The arguments of the next onPair. */
	private static MessageUnpacker nextPair(TestHubClient client) throws Exception {
		ServerMessage.Broadcast message = client.next(ServerMessage.Broadcast.class);
		while (message.methodId() != MethodIds.of("OnPair")) {
			message = client.next(ServerMessage.Broadcast.class);
		}
		MessageUnpacker values = TestHubClient.values(message.body());
		values.unpackArrayHeader();
		return values;
	}

}
