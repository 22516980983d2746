package io.github.magiconion4j.autoconfigure.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.github.magiconion4j.backplane.GroupBackplane.Subscription;
import io.github.magiconion4j.internal.threads.UserCode;
import org.jspecify.annotations.Nullable;

/**
 * The channels to which a server has subscribed, independent of its current connection.
 * Thread-safe.
 */
final class Channels {

	private final Map<String, Subscribed> byName = new ConcurrentHashMap<>();

	/** Subscriptions that were added since the last call of {@link #entered()}. */
	private final Queue<Subscribed> entering = new ConcurrentLinkedQueue<>();

	private final UserCode userCode;

	/** Called with the name of a channel when its subscription is closed. */
	private final Consumer<String> closed;

	Channels(UserCode userCode, Consumer<String> closed) {
		this.userCode = userCode;
		this.closed = closed;
	}

	Subscribed add(String channel, Consumer<byte[]> receiver) {
		Subscribed subscribed = new Subscribed(channel, receiver);
		this.byName.put(channel, subscribed);
		this.entering.add(subscribed);
		return subscribed;
	}

	boolean contains(String channel) {
		return this.byName.containsKey(channel);
	}

	/** Delivers a message. If the receiver fails, it still receives later messages. */
	void receive(String channel, byte[] message) {
		Subscribed subscribed = this.byName.get(channel);
		if (subscribed != null) {
			this.userCode.run(subscribed.receiver, () -> subscribed.receiver.accept(message));
		}
	}

	/** All subscriptions, for a new connection. */
	List<Subscribed> all() {
		this.entering.clear();
		return List.copyOf(this.byName.values());
	}

	/** The subscriptions that were added since the last call. */
	List<Subscribed> entered() {
		List<Subscribed> entered = new ArrayList<>();
		for (Subscribed each; (each = this.entering.poll()) != null;) {
			if (each.equals(this.byName.get(each.channel)) && !each.confirmed.isDone()) {
				entered.add(each);
			}
		}
		return entered;
	}

	static List<String> names(List<Subscribed> channels) {
		return channels.stream().map((each) -> each.channel).toList();
	}

	final class Subscribed implements Subscription {

		private final String channel;

		private final Consumer<byte[]> receiver;

		private final CompletableFuture<@Nullable Void> confirmed = new CompletableFuture<>();

		private Subscribed(String channel, Consumer<byte[]> receiver) {
			this.channel = channel;
			this.receiver = receiver;
		}

		void confirm() {
			this.confirmed.complete(null);
		}

		@Override
		public CompletionStage<@Nullable Void> confirmed() {
			return this.confirmed.minimalCompletionStage();
		}

		@Override
		public void close() {
			if (Channels.this.byName.remove(this.channel, this)) {
				Channels.this.closed.accept(this.channel);
			}
		}

	}

}
