package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.magiconion4j.backplane.PresenceStore;
import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The members of groups that servers share in a real Redis.
 */
@Timeout(180)
class RedisPresenceTest {

	private static final String KEYS = "MagicOnion4j.Presence?prefix=fleet/*";

	private static final Duration LEASE = Duration.ofMinutes(1);

	private final List<RedisBackplane> backplanes = new ArrayList<>();

	private final List<RoomServer> servers = new ArrayList<>();

	private @Nullable RedisClient client;

	private @Nullable RedisCommands<String, String> direct;

	private LocalServer server = LocalServer.NONE;

	@BeforeEach
	void begin() throws Exception {
		this.server = LocalServer.redis().start();
	}

	@AfterEach
	void close() {
		this.servers.forEach(RoomServer::close);
		this.backplanes.forEach(RedisBackplane::close);
		if (this.client != null) {
			this.client.shutdown(0, 1, TimeUnit.SECONDS);
		}
		this.server.close();
	}

	private static ConditionFactory patiently() {
		return await().atMost(60, TimeUnit.SECONDS);
	}

	private RedisBackplane backplane(Duration lease) {
		RedisBackplane backplane = new RedisBackplane(
				new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", this.server.port())),
				new RedisSettings("fleet/", false, 1 << 20, 16 << 20, AbstractBackplaneTests.PATIENCE, lease));
		this.backplanes.add(backplane);
		backplane.start();
		patiently().until(backplane::isUp);
		return backplane;
	}

	private PresenceStore place(Duration lease) {
		PresenceStore place = backplane(lease).presence().orElseThrow();
		done(place.renew());
		return place;
	}

	private RoomServer roomServer() throws Exception {
		RoomServer server = new RoomServer(backplane(LEASE));
		this.servers.add(server);
		return server;
	}

	private static <T> T done(CompletionStage<T> stage) {
		return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
	}

	/** Redis itself. */
	private RedisCommands<String, String> redis() {
		if (this.direct == null) {
			this.client = RedisClient.create("redis://127.0.0.1:" + this.server.port());
			this.direct = this.client.connect().sync();
		}
		return this.direct;
	}

	@Test
	void membersOfAllServersAreCounted() {
		PresenceStore here = place(LEASE);
		PresenceStore there = place(LEASE);
		UUID a = UUID.randomUUID();
		UUID b = new UUID(-1, -1);
		UUID c = new UUID(0, 0);
		done(here.add("room", List.of(a, b)));
		done(here.add("room", List.of(a)));
		done(there.add("room", List.of(c)));
		done(there.add("room 2", List.of(UUID.randomUUID())));
		done(there.add("roo", List.of(UUID.randomUUID())));
		done(there.add("m\u00fcnchen", List.of(UUID.randomUUID())));
		assertThat(done(here.count("room"))).isEqualTo(3);
		assertThat(done(there.members("room"))).isEqualTo(Set.of(a, b, c));
		assertThat(done(here.count("m\u00fcnchen"))).isEqualTo(1);
		assertThat(done(here.count("nobody"))).isZero();
		done(here.remove("room", b));
		done(here.remove("room", UUID.randomUUID()));
		assertThat(done(there.members("room"))).isEqualTo(Set.of(a, c));
		done(here.clear());
		assertThat(done(there.members("room"))).isEqualTo(Set.of(c));
		assertThat(done(here.renew())).as("after it was taken back").isFalse();
		assertThat(done(here.renew())).isTrue();
	}

	@Test
	void manyMembersAreAddedAtOnce() {
		PresenceStore here = place(LEASE);
		Set<UUID> members = new HashSet<>();
		for (int i = 0; i < 2500; i++) {
			members.add(UUID.randomUUID());
		}
		done(here.add("room", members));
		assertThat(done(here.members("room"))).isEqualTo(members);
		assertThat(commands("zadd")).isEqualTo(1 + 3);
	}

	@Test
	void membersOfAnExpiredLeaseAreRemoved() {
		PresenceStore here = place(LEASE);
		PresenceStore killed = place(Duration.ofSeconds(1));
		done(here.add("room", List.of(UUID.randomUUID())));
		done(killed.add("room", List.of(UUID.randomUUID())));
		List<Long> expiries = redis().keys(KEYS).stream().map(redis()::pttl).toList();
		assertThat(expiries).hasSize(5).allMatch((millis) -> millis > 0);
		patiently().until(() -> done(here.count("room")) == 1);
		patiently().until(() -> redis().keys(KEYS).size() == 3);
		place(LEASE).clear();
		patiently().untilAsserted(
				() -> assertThat(redis().smembers("MagicOnion4j.Presence?prefix=fleet//servers")).hasSize(2));
	}

	@Test
	void membersOfAClosedServerAreRemovedImmediately() {
		PresenceStore here = place(LEASE);
		PresenceStore closed = place(LEASE);
		done(closed.add("room", List.of(UUID.randomUUID())));
		assertThat(done(here.count("room"))).isEqualTo(1);
		this.backplanes.get(1).close();
		assertThat(done(here.count("room"))).isZero();
		this.backplanes.get(0).close();
		assertThat(redis().keys(KEYS)).isEmpty();
	}

	@Test
	void aRestartedRedisGetsAllMembersAgain() throws Exception {
		RoomServer here = roomServer();
		RoomServer there = roomServer();
		connect(here, 3, "room");
		connect(there, 2, "room");
		patiently().until(() -> here.everywhere("room") == 5);
		this.server.kill();
		patiently().until(() -> this.backplanes.stream().noneMatch(RedisBackplane::isUp));
		assertThat(here.everywhere("room")).as("while it is down").isNull();
		connect(here, 1, "room");
		this.server.start();
		patiently().until(() -> Integer.valueOf(6).equals(there.everywhere("room")));
	}

	@Test
	void aRollingRestartOfTenThousandMembersLosesAndLeavesNone() throws Exception {
		String[] rooms = IntStream.range(0, 20).mapToObj((i) -> "room " + i).toArray(String[]::new);
		int each = 250;
		for (int i = 0; i < 2; i++) {
			connect(roomServer(), each, rooms);
		}
		assertEverywhere(2 * each, rooms);
		for (int i = 0; i < 2; i++) {
			this.servers.remove(0).close();
			assertEverywhere(each, rooms);
			this.backplanes.remove(0).close();
			connect(roomServer(), each, rooms);
		}
		assertEverywhere(2 * each, rooms);
		assertThat(commands("zadd") + commands("zrem")).as("one for each join and leave")
			.isBetween(30_000L, 30_000L + 200);
		assertThat(redis().keys(KEYS)).hasSize(1 + 2 * 2);
	}

	private void assertEverywhere(int count, String... rooms) {
		for (RoomServer each : this.servers) {
			patiently().untilAsserted(
					() -> assertThat(rooms).allSatisfy((room) -> assertThat(each.everywhere(room)).isEqualTo(count)));
		}
	}

	/** The number of calls of a command. */
	private long commands(String name) {
		return redis().info("commandstats")
			.lines()
			.filter((line) -> line.startsWith("cmdstat_" + name + ":calls="))
			.mapToLong((line) -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
			.sum();
	}

	/** Clients that join some rooms each. */
	private static void connect(RoomServer server, int count, String... rooms) throws Exception {
		List<CompletableFuture<?>> joins = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			HubClient<IRoomHub> client = StreamingHubClient.connect(server.channel(), IRoomHub.class,
					(sender, what) -> {
					});
			for (String room : rooms) {
				joins.add(client.hub().joinAsync(room).toCompletableFuture());
			}
		}
		CompletableFuture.allOf(joins.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
	}

}
