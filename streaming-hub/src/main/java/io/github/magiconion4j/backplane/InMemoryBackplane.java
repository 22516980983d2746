package io.github.magiconion4j.backplane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Connects servers in one process, for tests. Each server gets a {@link Link} of its own.
 * To simulate failures, you can cut or stall a link, or make it refuse messages. Messages
 * are delivered on the publishing thread. Thread-safe.
 */
public final class InMemoryBackplane {

	private final int maxMessageSize;

	/** By channel; guarded by this. */
	private final Map<String, List<Link.Subscribed>> subscribed = new HashMap<>();

	/**
	 * Creates a backplane for messages of up to 1 MiB.
	 */
	public InMemoryBackplane() {
		this(1 << 20);
	}

	/**
	 * Creates a backplane.
	 * @param maxMessageSize the largest message, in bytes
	 */
	public InMemoryBackplane(int maxMessageSize) {
		this.maxMessageSize = maxMessageSize;
	}

	/**
	 * Connects a server.
	 * @return its link, which is up
	 */
	public Link connect() {
		return new Link();
	}

	/**
	 * Publishes a message as a server without a link would, for example one written in
	 * C#.
	 * @param channel the channel
	 * @param message the message
	 */
	public synchronized void publish(String channel, byte[] message) {
		for (Link.Subscribed each : List.copyOf(this.subscribed.getOrDefault(channel, List.of()))) {
			each.receive(message);
		}
	}

	/**
	 * The number of servers that have subscribed to a channel, like {@code PUBSUB NUMSUB}
	 * of Redis.
	 * @param channel the channel
	 * @return the number of confirmed subscriptions
	 */
	public synchronized int subscriptions(String channel) {
		return this.subscribed.getOrDefault(channel, List.of()).size();
	}

	/**
	 * The number of subscriptions to all channels.
	 * @return the number of confirmed subscriptions
	 */
	public synchronized int subscriptions() {
		return this.subscribed.values().stream().mapToInt(List::size).sum();
	}

	/**
	 * The connection of one server. Thread-safe.
	 */
	public final class Link implements GroupBackplane {

		private final List<Subscribed> own = new ArrayList<>();

		private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();

		private final List<Runnable> stalled = new ArrayList<>();

		/**
		 * Held during a state change, so that listeners are called one at a time.
		 */
		private final Object transition = new Object();

		private volatile boolean up = true;

		private boolean stalling;

		private boolean confirming = true;

		private volatile boolean refusing;

		private Link() {
		}

		/**
		 * Cuts the link: it goes down, and notifies listeners. Stalled messages are lost.
		 */
		public void cut() {
			synchronized (this.transition) {
				synchronized (InMemoryBackplane.this) {
					if (!this.up) {
						return;
					}
					this.up = false;
					this.stalled.clear();
					this.own.forEach(Subscribed::leave);
				}
				this.listeners.forEach((listener) -> listener.accept(false));
			}
		}

		/** Restores the link: its subscriptions are confirmed again, then it goes up. */
		public void restore() {
			synchronized (this.transition) {
				synchronized (InMemoryBackplane.this) {
					if (this.up) {
						return;
					}
					this.own.forEach(Subscribed::enter);
					this.up = true;
				}
				confirm();
				this.listeners.forEach((listener) -> listener.accept(true));
			}
		}

		/**
		 * Holds the messages that the link publishes, while it stays up, as a paused
		 * broker would.
		 * @param on {@code true} to hold messages; {@code false} to publish the held ones
		 * now
		 */
		public void stall(boolean on) {
			synchronized (InMemoryBackplane.this) {
				this.stalling = on;
				if (!on) {
					List.copyOf(this.stalled).forEach(Runnable::run);
					this.stalled.clear();
				}
			}
		}

		/**
		 * Holds the confirmations of subscriptions.
		 * @param on {@code true} to hold confirmations; {@code false} to deliver the held
		 * ones now
		 */
		public void holdConfirmations(boolean on) {
			synchronized (InMemoryBackplane.this) {
				this.confirming = !on;
				if (!on && this.up) {
					this.own.forEach(Subscribed::enter);
				}
			}
			confirm();
		}

		private void confirm() {
			List<Subscribed> entered;
			synchronized (InMemoryBackplane.this) {
				entered = this.own.stream().filter((each) -> each.entered).toList();
			}
			entered.forEach((each) -> each.confirmed.complete(null));
		}

		/**
		 * Refuses messages, as if the buffer were full.
		 * @param on whether to refuse
		 */
		public void refuse(boolean on) {
			this.refusing = on;
		}

		@Override
		public String name() {
			return "memory";
		}

		@Override
		public String channel(String group) {
			if (group.isBlank()) {
				throw new IllegalArgumentException("The name of the group is blank");
			}
			return group;
		}

		@Override
		public boolean publish(String channel, byte[] message) {
			synchronized (InMemoryBackplane.this) {
				if (!this.up || this.refusing) {
					return false;
				}
				if (this.stalling) {
					this.stalled.add(() -> InMemoryBackplane.this.publish(channel, message));
				}
				else {
					InMemoryBackplane.this.publish(channel, message);
				}
				return true;
			}
		}

		@Override
		public Subscription subscribe(String channel, Consumer<byte[]> receiver) {
			Subscribed subscription = new Subscribed(this, channel, receiver);
			synchronized (InMemoryBackplane.this) {
				this.own.add(subscription);
				if (this.up && this.confirming) {
					subscription.enter();
				}
			}
			confirm();
			return subscription;
		}

		@Override
		public boolean isUp() {
			return this.up;
		}

		@Override
		public void addListener(Consumer<Boolean> listener) {
			this.listeners.add(listener);
		}

		@Override
		public int maxMessageSize() {
			return InMemoryBackplane.this.maxMessageSize;
		}

		/** Guarded by the backplane. */
		private final class Subscribed implements Subscription {

			private final Link link;

			private final String channel;

			private final Consumer<byte[]> receiver;

			private final CompletableFuture<@Nullable Void> confirmed = new CompletableFuture<>();

			private boolean entered;

			private Subscribed(Link link, String channel, Consumer<byte[]> receiver) {
				this.link = link;
				this.channel = channel;
				this.receiver = receiver;
			}

			void receive(byte[] message) {
				this.receiver.accept(message);
			}

			void enter() {
				List<Subscribed> all = InMemoryBackplane.this.subscribed.computeIfAbsent(this.channel,
						(absent) -> new ArrayList<>());
				if (!this.entered) {
					all.add(this);
					this.entered = true;
				}
			}

			void leave() {
				this.entered = false;
				InMemoryBackplane.this.subscribed.computeIfPresent(this.channel, (key, all) -> {
					all.remove(this);
					return all.isEmpty() ? null : all;
				});
			}

			@Override
			public CompletionStage<@Nullable Void> confirmed() {
				return this.confirmed.minimalCompletionStage();
			}

			@Override
			public void close() {
				synchronized (InMemoryBackplane.this) {
					this.link.own.remove(this);
					leave();
				}
			}

		}

	}

}
