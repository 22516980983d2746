package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/**
 * The common part of adapters, with a session that only records.
 */
@Timeout(60)
class AbstractBackplaneTest {

	private final Queue<String> subscribed = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean sessionClosed = new AtomicBoolean();

	private final Recorded backplane = new Recorded();

	@Test
	void allChannelsHaveTheFormOfGroups() throws Exception {
		this.backplane.start();
		this.backplane.subscribe(this.backplane.channel("room"), (bytes) -> {
		}).confirmed().toCompletableFuture().get(60, TimeUnit.SECONDS);
		this.backplane.close();
		assertThat(this.subscribed).hasSize(2).allMatch((channel) -> channel.startsWith("groups of a fleet: "));
	}

	@Test
	void whoHasWaitedForAConfirmationMayPublish() throws Exception {
		CompletableFuture<Boolean> published = this.backplane.subscribe("room", (bytes) -> {
		}).confirmed().thenApply((none) -> this.backplane.publish("room", new byte[1])).toCompletableFuture();
		this.backplane.start();
		assertThat(published.get(60, TimeUnit.SECONDS)).isTrue();
		this.backplane.close();
	}

	@Test
	void closingDoesNotWaitForDelayedTasks() {
		AdapterThread thread = new AdapterThread("test");
		AtomicBoolean ran = new AtomicBoolean();
		thread.later(() -> ran.set(true), Duration.ofSeconds(2).toMillis());
		thread.close();
		assertThat(ran).isFalse();
		thread.later(() -> ran.set(true), 0);
		assertThat(ran).isFalse();
	}

	@Test
	void closingEndsTheSession() {
		this.backplane.start();
		await().until(this.backplane::isUp);
		this.backplane.close();
		assertThat(this.sessionClosed).isTrue();
		assertThat(this.backplane.isUp()).isFalse();
		assertThat(this.backplane.lastFailure()).isEmpty();
		assertThatCode(this.backplane::close).doesNotThrowAnyException();
	}

	@Test
	void closingIsNotAnOutage() {
		List<Boolean> states = new CopyOnWriteArrayList<>();
		this.backplane.addListener(states::add);
		this.backplane.start();
		await().untilAsserted(() -> assertThat(states).containsExactly(true));
		this.backplane.close();
		assertThat(states).as("nobody warns of an outage when the application shuts down").containsExactly(true);
	}

	@Test
	void closingInterruptsWhoeverConnects() throws Exception {
		CountDownLatch connecting = new CountDownLatch(1);
		this.backplane.beforeOpen = () -> {
			connecting.countDown();
			new CountDownLatch(1).await(); // until it is interrupted
		};
		this.backplane.start();
		connecting.await();
		this.backplane.close();
		assertThat(this.backplane.isUp()).isFalse();
		assertThat(this.backplane.lastFailure()).isEmpty();
	}

	@Test
	void theReasonIsKnownWhileItIsDown() {
		AtomicBoolean wrong = new AtomicBoolean(true);
		this.backplane.beforeOpen = () -> {
			if (wrong.get()) {
				throw new IllegalStateException("wrong password");
			}
		};
		this.backplane.start();
		await().until(() -> this.backplane.lastFailure().isPresent());
		assertThat(this.backplane.lastFailure()).contains("wrong password");
		wrong.set(false);
		await().until(this.backplane::isUp);
		assertThat(this.backplane.lastFailure()).isEmpty();
		this.backplane.close();
	}

	private interface Step {

		void run() throws Exception;

	}

	private final class Recorded extends AbstractBackplane {

		private volatile Step beforeOpen = () -> {
		};

		Recorded() {
			super("test", 1 << 20, Duration.ofSeconds(5));
		}

		@Override
		public String channel(String group) {
			return "groups of a fleet: " + group;
		}

		@Override
		public int maxMessageSize() {
			return 1 << 20;
		}

		@Override
		Session open() throws Exception {
			this.beforeOpen.run();
			return new RecordedSession();
		}

	}

	private final class RecordedSession implements Session {

		@Override
		public CompletionStage<?> publish(String channel, byte[] message) {
			return CompletableFuture.completedStage(null);
		}

		@Override
		public boolean isAlive() {
			return true;
		}

		@Override
		public void subscribe(List<String> channels) {
			AbstractBackplaneTest.this.subscribed.addAll(channels);
		}

		@Override
		public void unsubscribe(String channel) {
		}

		@Override
		public void close() {
			AbstractBackplaneTest.this.sessionClosed.set(true);
		}

	}

}
