package io.github.magiconion4j.backplane;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryBackplaneTest {

	private final InMemoryBackplane backplane = new InMemoryBackplane();

	private final InMemoryBackplane.Link first = this.backplane.connect();

	private final InMemoryBackplane.Link second = this.backplane.connect();

	private final List<String> heard = new ArrayList<>();

	private GroupBackplane.Subscription subscribe(InMemoryBackplane.Link link, String name) {
		return link.subscribe("room", (message) -> this.heard.add(name + message[0]));
	}

	private boolean publish(InMemoryBackplane.Link link, int message) {
		return link.publish("room", new byte[] { (byte) message });
	}

	private static boolean isConfirmed(GroupBackplane.Subscription subscription) {
		return subscription.confirmed().toCompletableFuture().isDone();
	}

	@Test
	void allSubscribersReceiveItIncludingTheSender() {
		subscribe(this.first, "a");
		GroupBackplane.Subscription closed = subscribe(this.second, "b");
		assertThat(isConfirmed(closed)).isTrue();
		assertThat(publish(this.first, 1)).isTrue();
		closed.close();
		assertThat(publish(this.second, 2)).isTrue();
		this.first.publish("another", new byte[1]);
		assertThat(this.heard).containsExactly("a1", "b1", "a2");
		assertThat(this.backplane.subscriptions("room")).isEqualTo(1);
	}

	@Test
	void aCutLinkIsDownUntilItIsRestored() {
		List<Boolean> states = new ArrayList<>();
		this.first.addListener(states::add);
		subscribe(this.first, "a");
		this.first.cut();
		this.first.cut();
		GroupBackplane.Subscription early = subscribe(this.first, "b");
		assertThat(publish(this.first, 1)).isFalse();
		assertThat(publish(this.second, 2)).isTrue();
		assertThat(isConfirmed(early)).isFalse();
		assertThat(this.backplane.subscriptions()).isZero();
		this.first.restore();
		assertThat(isConfirmed(early)).isTrue();
		publish(this.second, 3);
		assertThat(this.heard).containsExactly("a3", "b3");
		assertThat(states).containsExactly(false, true);
	}

	@Test
	void aStalledLinkHoldsWhatItAccepted() {
		subscribe(this.second, "b");
		this.first.stall(true);
		assertThat(publish(this.first, 1)).isTrue();
		assertThat(this.heard).isEmpty();
		this.first.stall(false);
		assertThat(this.heard).containsExactly("b1");
		this.first.stall(true);
		publish(this.first, 2);
		this.first.cut();
		this.first.stall(false);
		assertThat(this.heard).containsExactly("b1");
	}

	@Test
	void confirmationsAndMessagesCanBeHeld() {
		this.first.holdConfirmations(true);
		GroupBackplane.Subscription late = subscribe(this.first, "a");
		publish(this.first, 1);
		assertThat(isConfirmed(late)).isFalse();
		this.first.holdConfirmations(false);
		assertThat(isConfirmed(late)).isTrue();
		this.first.refuse(true);
		assertThat(publish(this.first, 2)).isFalse();
		assertThat(this.first.isUp()).isTrue();
		assertThat(this.heard).isEmpty();
	}

}
