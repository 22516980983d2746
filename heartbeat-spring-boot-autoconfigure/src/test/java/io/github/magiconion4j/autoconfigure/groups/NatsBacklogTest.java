package io.github.magiconion4j.autoconfigure.groups;

import java.util.ArrayDeque;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits hold although the client of NATS is asked by another thread, which may be
 * late or blocked.
 */
class NatsBacklogTest {

	private final Queue<Runnable> asks = new ArrayDeque<>();

	private long bytes;

	private long messages;

	private long sent;

	private final NatsBacklog backlog = new NatsBacklog(new Waiting(8000, () -> this.bytes, () -> this.sent),
			new Waiting(80, () -> this.messages, () -> this.sent), this.asks::add);

	@Test
	void limitsHoldWhileNobodyAnswers() {
		for (int i = 0; i < 80; i++) {
			assertThat(this.backlog.add(10)).isTrue();
		}
		assertThat(this.backlog.add(10)).isFalse();
		assertThat(this.backlog.add(10)).isFalse();
		assertThat(this.asks).hasSize(1);
	}

	@Test
	void bytesAreLimitedToo() {
		assertThat(this.backlog.add(7999)).isTrue();
		assertThat(this.backlog.add(9000)).isTrue(); // even a message above the limit is
														// sent at some time
		assertThat(this.backlog.add(1)).isFalse();
	}

	@Test
	void whatWasSentMakesRoom() {
		for (int i = 0; i < 1000; i++) {
			assertThat(this.backlog.add(1000)).isTrue();
			answer();
		}
	}

	/** The thread that asks may have to wait, although messages leave. */
	@Test
	void whatWasSentMakesRoomAlsoIfNobodyAnswers() {
		for (int i = 0; i < 1000; i++) {
			assertThat(this.backlog.add(1)).isTrue();
			this.sent++;
		}
		assertThat(this.asks).isEmpty();
	}

	@Test
	void whatOthersSentMakesNoRoomForLong() {
		this.sent += 1000;
		for (int i = 0; i < 80; i++) {
			this.backlog.add(1);
		}
		this.messages = 80;
		this.backlog.ask();
		answer();
		assertThat(this.backlog.add(1)).isFalse();
	}

	@Test
	void whatOthersPublishTakesRoom() {
		this.messages = 79;
		this.backlog.ask();
		answer();
		assertThat(this.backlog.add(1)).isTrue();
		assertThat(this.backlog.add(1)).isFalse();
		this.messages = 0;
		answer();
		assertThat(this.backlog.add(1)).isTrue();
	}

	@Test
	void aFewMessagesAskNobody() {
		for (int i = 0; i < 10; i++) {
			this.backlog.add(10);
		}
		assertThat(this.asks).isEmpty();
	}

	@Test
	void aFailedAnswerIsAskedForAgain() {
		NatsBacklog failing = new NatsBacklog(new Waiting(8000, () -> {
			throw new IllegalStateException("of a test");
		}, () -> 0), new Waiting(80, () -> 0, () -> 0), this.asks::add);
		failing.ask();
		assertThat(this.asks).hasSize(1);
		try {
			answer();
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessage("of a test");
		}
		failing.ask();
		assertThat(this.asks).hasSize(1);
	}

	private void answer() {
		for (Runnable next = this.asks.poll(); next != null; next = this.asks.poll()) {
			next.run();
		}
	}

}
