package io.github.magiconion4j.autoconfigure.groups;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.magiconion4j.backplane.GroupBackplane;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The contract of each adapter, against a real server that is killed, stopped and
 * restarted.
 */
@Timeout(180)
abstract class AbstractBackplaneTests {

	static final Duration PATIENCE = Duration.ofSeconds(3);

	static final long MAX_UNSENT = 1 << 20;

	private final List<AbstractBackplane> backplanes = new ArrayList<>();

	LocalServer server = LocalServer.NONE;

	abstract LocalServer createServer() throws Exception;

	abstract AbstractBackplane create(int port);

	@BeforeEach
	void prepare() throws Exception {
		this.server = createServer();
	}

	@AfterEach
	void close() {
		this.backplanes.forEach(AbstractBackplane::close);
		this.server.close();
		for (AbstractBackplane each : this.backplanes) {
			patiently().until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().startsWith("streaming-hub-" + each.name())));
		}
	}

	static ConditionFactory patiently() {
		return await().atMost(60, TimeUnit.SECONDS);
	}

	AbstractBackplane begin() {
		return begin(create(this.server.port()));
	}

	AbstractBackplane begin(AbstractBackplane backplane) {
		this.backplanes.add(backplane);
		backplane.start();
		return backplane;
	}

	static Queue<String> subscribe(GroupBackplane backplane, String group) {
		Queue<String> received = new ConcurrentLinkedQueue<>();
		backplane
			.subscribe(backplane.channel(group), (bytes) -> received.add(new String(bytes, StandardCharsets.UTF_8)))
			.confirmed()
			.toCompletableFuture()
			.orTimeout(60, TimeUnit.SECONDS)
			.join();
		return received;
	}

	static boolean publish(GroupBackplane backplane, String group, String message) {
		return backplane.publish(backplane.channel(group), message.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void everySubscriberGetsAllOfAChannelInTheOrderOfEachPublisher() throws Exception {
		List<List<String>> received = publishFromTwoServers();
		List<String> even = IntStream.range(0, 250).mapToObj((i) -> "m" + 2 * i).toList();
		List<String> odd = IntStream.range(0, 250).mapToObj((i) -> "m" + (2 * i + 1)).toList();
		for (List<String> each : received) {
			assertThat(each).hasSize(500);
			assertThat(each.stream().filter(even::contains)).containsExactlyElementsOf(even);
			assertThat(each.stream().filter(odd::contains)).containsExactlyElementsOf(odd);
		}
	}

	/**
	 * Two servers publish to a channel in turn, and both have subscribed to it.
	 * @return what each of them has received
	 */
	List<List<String>> publishFromTwoServers() throws Exception {
		this.server.start();
		AbstractBackplane first = begin();
		AbstractBackplane second = begin();
		Queue<String> atFirst = subscribe(first, "room");
		Queue<String> atSecond = subscribe(second, "room");
		Queue<String> other = subscribe(second, "other");
		for (int i = 0; i < 500; i++) {
			assertThat(publish((i % 2 == 0) ? first : second, "room", "m" + i)).isTrue();
		}
		patiently().until(() -> atFirst.size() == 500 && atSecond.size() == 500);
		assertThat(other).isEmpty();
		return List.of(List.copyOf(atFirst), List.copyOf(atSecond));
	}

	@Test
	void aClosedSubscriptionReceivesNothing() throws Exception {
		this.server.start();
		AbstractBackplane backplane = begin();
		Queue<String> received = new ConcurrentLinkedQueue<>();
		String channel = backplane.channel("room");
		GroupBackplane.Subscription subscription = backplane.subscribe(channel, (bytes) -> received.add("closed"));
		subscription.confirmed().toCompletableFuture().get(60, TimeUnit.SECONDS);
		subscription.close();
		subscription.close();
		Queue<String> again = subscribe(backplane, "room");
		publish(backplane, "room", "hello");
		patiently().until(() -> again.contains("hello"));
		assertThat(received).isEmpty();
	}

	@Test
	void aServerThatStartsLaterIsConnected() throws Exception {
		AbstractBackplane backplane = begin();
		Queue<String> received = new ConcurrentLinkedQueue<>();
		GroupBackplane.Subscription subscription = backplane.subscribe(backplane.channel("room"),
				(bytes) -> received.add("came"));
		assertThat(backplane.isUp()).isFalse();
		assertThat(publish(backplane, "room", "lost")).isFalse();
		assertThat(subscription.confirmed().toCompletableFuture()).isNotDone();
		this.server.start();
		subscription.confirmed().toCompletableFuture().get(60, TimeUnit.SECONDS);
		patiently().until(backplane::isUp);
		publish(backplane, "room", "hello");
		patiently().until(() -> received.contains("came"));
		assertThat(received).hasSize(1);
	}

	@Test
	void afterARestartAllSubscriptionsAreRestored() throws Exception {
		this.server.start();
		AbstractBackplane backplane = begin();
		List<Boolean> states = new CopyOnWriteArrayList<>();
		Queue<String> received = subscribe(backplane, "room");
		patiently().until(backplane::isUp);
		backplane.addListener(states::add);
		this.server.kill();
		patiently().until(() -> !backplane.isUp());
		assertThat(publish(backplane, "room", "lost")).isFalse();
		this.server.start();
		patiently().until(backplane::isUp);
		publish(backplane, "room", "hello");
		patiently().until(() -> !received.isEmpty());
		assertThat(received).containsExactly("hello");
		assertThat(states).containsExactly(false, true);
	}

	@Test
	void aFailingListenerOrReceiverDoesNotAffectOthers() throws Exception {
		this.server.start();
		AbstractBackplane backplane = begin();
		List<Boolean> states = new CopyOnWriteArrayList<>();
		backplane.addListener((up) -> {
			throw new IllegalStateException("of a test");
		});
		backplane.addListener(states::add);
		backplane.subscribe(backplane.channel("broken"), (bytes) -> {
			throw new IllegalStateException("of a test");
		});
		Queue<String> received = subscribe(backplane, "room");
		patiently().until(() -> states.equals(List.of(true)));
		publish(backplane, "broken", "hello");
		publish(backplane, "room", "before");
		patiently().until(() -> received.contains("before"));
		this.server.kill();
		patiently().until(() -> states.equals(List.of(true, false)));
		this.server.start();
		patiently().until(() -> states.equals(List.of(true, false, true)));
		publish(backplane, "broken", "hello");
		publish(backplane, "room", "after");
		patiently().until(() -> received.contains("after"));
		assertThat(states).hasSize(3);
	}

	@Test
	void aServerThatIsStoppedIsNoticed() throws Exception {
		this.server.start();
		AbstractBackplane backplane = begin();
		Queue<String> received = subscribe(backplane, "room");
		patiently().until(backplane::isUp);
		this.server.signal("STOP");
		patiently().until(() -> !backplane.isUp());
		assertThat(publish(backplane, "room", "lost")).isFalse();
		this.server.signal("CONT");
		patiently().until(backplane::isUp);
		publish(backplane, "room", "hello");
		patiently().until(() -> received.contains("hello"));
	}

	@Test
	void unsentBytesAreBounded() throws Exception {
		this.server.start();
		AbstractBackplane backplane = begin();
		patiently().until(backplane::isUp);
		this.server.signal("STOP");
		String large = "x".repeat(100_000);
		int accepted = 0;
		while (publish(backplane, "room", large)) {
			accepted++;
		}
		assertThat((long) accepted * large.length()).isLessThan(64 * MAX_UNSENT);
	}

}
