package io.github.magiconion4j.autoconfigure.groups;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.magiconion4j.backplane.PresenceStore;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/**
 * Groups over a Redis Cluster, with and without sharded publish and subscribe, of which a
 * master is killed or stopped.
 */
@Timeout(180)
class RedisClusterTest {

	private static final List<String> ROOMS = IntStream.range(0, 20).mapToObj((i) -> "room " + i).toList();

	private static ConditionFactory patiently() {
		return await().atMost(60, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "KILL", "STOP" })
	void deliveryContinuesAfterAFailover(String signal, @TempDir Path folder) throws Exception {
		try (LocalCluster cluster = LocalCluster.start(folder);
				Pair plain = new Pair(cluster, false);
				Pair sharded = new Pair(cluster, true)) {
			for (Pair each : List.of(plain, sharded)) {
				each.assertAllIsHeard("before");
				each.assertMembersAreKnown();
			}
			cluster.masterOf(plain.here.channel(ROOMS.get(0))).signal(signal);
			for (Pair each : List.of(plain, sharded)) {
				each.awaitDown();
			}
			for (Pair each : List.of(plain, sharded)) {
				each.assertAllIsHeard("after");
				each.assertMembersAreKnown();
			}
		}
	}

	@Test
	void deliveryContinuesAfterASlotHasMoved(@TempDir Path folder) throws Exception {
		try (LocalCluster cluster = LocalCluster.start(folder); Pair sharded = new Pair(cluster, true)) {
			sharded.assertAllIsHeard("before");
			AtomicInteger lost = sharded.countLosses();
			sharded.leaveAndJoinAgain();
			sharded.assertAllIsHeard("between");
			assertThat(lost).hasValue(0);
			cluster.moveSlotOf(sharded.there.channel(ROOMS.get(0)));
			patiently().untilAtomic(lost, equalTo(1));
			sharded.assertAllIsHeard("after");
		}
	}

	/** Two servers: one publishes, the other subscribes. */
	private static final class Pair implements AutoCloseable {

		private final RedisBackplane here;

		private final RedisBackplane there;

		private final List<Queue<String>> heard;

		Pair(LocalCluster cluster, boolean sharded) {
			this.here = begin(cluster, sharded);
			this.there = begin(cluster, sharded);
			this.heard = ROOMS.stream().map((room) -> AbstractBackplaneTests.subscribe(this.there, room)).toList();
		}

		private static RedisBackplane begin(LocalCluster cluster, boolean sharded) {
			RedisBackplane backplane = new RedisBackplane(new LettuceConnectionFactory(cluster.configuration()),
					new RedisSettings("", sharded, 1 << 20, 1 << 20, AbstractBackplaneTests.PATIENCE,
							Duration.ofMinutes(1)));
			backplane.start();
			return backplane;
		}

		void awaitDown() {
			patiently().until(() -> !this.here.isUp() && !this.there.isUp());
		}

		AtomicInteger countLosses() {
			AtomicInteger losses = new AtomicInteger();
			this.there.addListener((up) -> losses.addAndGet(up ? 0 : 1));
			return losses;
		}

		void leaveAndJoinAgain() {
			for (int i = 0; i < 20; i++) {
				String channel = this.there.channel("another");
				this.there.subscribe(channel, (message) -> {
				}).close();
			}
			done(this.there.subscribe(this.there.channel("another"), (message) -> {
			}).confirmed());
		}

		void assertAllIsHeard(String text) {
			patiently().until(() -> this.here.isUp() && this.there.isUp());
			ROOMS.forEach((room) -> assertThat(AbstractBackplaneTests.publish(this.here, room, text)).isTrue());
			patiently().untilAsserted(
					() -> assertThat(this.heard).allSatisfy((each) -> assertThat(each).containsOnlyOnce(text)));
		}

		void assertMembersAreKnown() {
			PresenceStore place = this.here.presence().orElseThrow();
			UUID member = UUID.randomUUID();
			done(place.renew());
			done(place.add("room", List.of(member)));
			Set<UUID> known = done(this.there.presence().orElseThrow().members("room"));
			assertThat(known).contains(member);
		}

		private static <T extends @Nullable Object> T done(CompletionStage<T> stage) {
			return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
		}

		@Override
		public void close() {
			this.here.close();
			this.there.close();
		}

	}

}
