package io.github.magiconion4j.autoconfigure.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.nats.client.Options;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sixty members on two or three servers call a room at the same time over a real
 * backplane, while others come and go. NATS keeps the order of each server's calls, but
 * not that of calls from several servers.
 */
@Timeout(180)
class RoomOfServersTest {

	private static final int MEMBERS = 60;

	private static final int CALLS = 20;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<AbstractBackplane> backplanes = new ArrayList<>();

	private final List<RoomServer> servers = new ArrayList<>();

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.servers.forEach(RoomServer::close);
		this.backplanes.forEach(AbstractBackplane::close);
	}

	private static ConditionFactory patiently() {
		return await().atMost(60, TimeUnit.SECONDS);
	}

	private void start(int count, String kind, int port) throws Exception {
		for (int i = 0; i < count; i++) {
			AbstractBackplane backplane = kind.equals("redis")
					? new RedisBackplane(
							new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port)),
							new RedisSettings("", false, 1 << 20, 16 << 20, AbstractBackplaneTests.PATIENCE, null))
					: new NatsBackplane(NatsConnections.own(new Options.Builder().server("nats://127.0.0.1:" + port)),
							16 << 20, AbstractBackplaneTests.PATIENCE);
			this.backplanes.add(backplane);
			backplane.start();
			this.servers.add(new RoomServer(backplane));
		}
	}

	@ParameterizedTest
	@CsvSource({ "redis, 2", "redis, 3", "nats, 2", "nats, 3" })
	void allMembersHearAllCallsInOrder(String kind, int count) throws Exception {
		try (LocalServer server = kind.equals("redis") ? LocalServer.redis() : LocalServer.nats()) {
			start(count, kind, server.start().port());
			List<Member> members = new ArrayList<>();
			for (int i = 0; i < MEMBERS; i++) {
				members.add(new Member(i, this.servers.get(i % count)));
			}
			AtomicBoolean over = new AtomicBoolean();
			List<Future<Integer>> guests = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				int number = i;
				guests.add(this.threads.submit(() -> comeAndGo(MEMBERS + number, new Random(number), over)));
			}
			List<Future<?>> calls = members.stream()
				.<Future<?>>map((each) -> this.threads.submit(each::speak))
				.toList();
			for (Future<?> each : calls) {
				each.get(60, TimeUnit.SECONDS);
			}
			over.set(true);
			int all = MEMBERS * CALLS;
			for (Future<Integer> each : guests) {
				all += each.get(60, TimeUnit.SECONDS);
			}
			int expected = all;
			patiently().until(() -> members.stream().allMatch((each) -> each.heard.size() == expected));
			for (Member hearer : members) {
				Member neighbour = members.get(kind.equals("redis") ? 0 : hearer.number % count);
				assertThat(List.copyOf(hearer.heard).equals(List.copyOf(neighbour.heard)))
					.as("%s, %s", hearer, neighbour)
					.isTrue();
				for (int sender = 0; sender < MEMBERS; sender++) {
					int number = sender;
					assertThat(hearer.heard.stream().filter((said) -> said.sender == number).map(Said::number))
						.hasSize(CALLS)
						.isSorted()
						.doesNotHaveDuplicates();
				}
			}
			assertSubscriptions(kind, server, count);
			members.forEach(Member::leave);
			assertSubscriptions(kind, server, 0);
		}
	}

	/** Each server with members has one, however many they are. */
	private void assertSubscriptions(String kind, LocalServer server, long expected) {
		patiently().until(() -> this.servers.stream().mapToInt((each) -> each.subscriptions.get()).sum() == expected);
		if (kind.equals("redis")) {
			try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port())) {
				RedisCommands<String, String> redis = client.connect().sync();
				patiently().until(() -> redis.pubsubChannels("Multicaster.Group[?]name=IRoomHub/*")
					.stream()
					.mapToLong((channel) -> redis.pubsubNumsub(channel).getOrDefault(channel, 0L))
					.sum() == expected);
			}
		}
	}

	/**
	 * Joins, calls, hears itself and goes, on one server after the other.
	 * @return how often it has called
	 */
	private int comeAndGo(int number, Random random, AtomicBoolean over) throws Exception {
		int i = 0;
		for (; !over.get(); i++) {
			Said mine = new Said(number, i);
			Member guest = new Member(number, this.servers.get(random.nextInt(this.servers.size())));
			guest.say(i);
			patiently().until(() -> guest.heard.contains(mine));
			guest.leave();
		}
		return i;
	}

	private record Said(int sender, int number) {
	}

	private static final class Member implements IRoomHub.Receiver {

		private final int number;

		private final Queue<Said> heard = new ConcurrentLinkedQueue<>();

		private final HubClient<IRoomHub> client;

		Member(int number, RoomServer server) throws Exception {
			this.number = number;
			this.client = StreamingHubClient.connect(server.channel(), IRoomHub.class, this);
			this.client.hub().joinAsync("room").toCompletableFuture().get(60, TimeUnit.SECONDS);
		}

		void speak() {
			for (int i = 0; i < CALLS; i++) {
				say(i);
			}
		}

		void say(int what) {
			this.client.hub().sayAsync(this.number, what).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
		}

		@Override
		public void onSaid(int sender, int what) {
			this.heard.add(new Said(sender, what));
		}

		void leave() {
			this.client.closeAsync();
		}

		@Override
		public String toString() {
			return "member " + this.number;
		}

	}

}
