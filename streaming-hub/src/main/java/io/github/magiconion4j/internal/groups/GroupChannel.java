package io.github.magiconion4j.internal.groups;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

import io.github.magiconion4j.backplane.BackplaneListener.Drop;
import io.github.magiconion4j.backplane.GroupBackplane.Subscription;
import io.github.magiconion4j.protocol.GroupMessage;
import io.github.magiconion4j.protocol.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Connects the members of a group on this server with those on other servers. Calls are
 * published to the backplane, and delivered to this server's members when they come back,
 * so all members receive them in the order of the backplane. While the backplane is down,
 * calls go directly to this server's members.
 * <p>
 * Thread-safe. The lock orders joins and leaves, calls, and state changes of the
 * backplane; nothing blocks while it is held. Everything for members goes through one
 * queue.
 */
final class GroupChannel {

	private final Fleet fleet;

	private final String name;

	private final @Nullable Presence presence;

	private final GroupInbox inbox;

	private final InFlight inFlight = new InFlight();

	// Guarded by this:

	private @Nullable Subscribed subscribed;

	private boolean away;

	/** How often the backplane has gone down. */
	private int epoch;

	GroupChannel(Fleet fleet, String name, @Nullable Presence presence) {
		this.fleet = fleet;
		this.name = name;
		this.presence = presence;
		this.inbox = new GroupInbox(fleet);
	}

	/**
	 * Subscribes, if this is the first member on this server. Called with the lock held,
	 * to be atomic with the change of members.
	 * @return a future that completes when the subscription is confirmed; {@code null} if
	 * it is already
	 */
	@Nullable CompletableFuture<@Nullable Void> open(Members members) {
		Subscribed known = this.subscribed;
		if (known == null) {
			known = new Subscribed(members);
			this.subscribed = known;
			this.fleet.subscribed(this);
			this.away = !this.fleet.backplane().isUp();
			known.begin();
		}
		return known.isConfirmed() ? null : this.fleet.bounded(known.confirmed);
	}

	/**
	 * Unsubscribes: the last member on this server has left. Called with the lock held.
	 */
	void close() {
		Subscribed known = this.subscribed;
		if (known != null) {
			this.subscribed = null;
			this.inFlight.clear();
			known.end();
			this.fleet.unsubscribed(this);
		}
	}

	/** A member has joined. Called with the lock held, as the next one. */
	void joined(UUID member) {
		if (this.presence != null) {
			this.presence.add(this.name, Set.of(member));
		}
	}

	/** A member has gone. */
	void left(UUID member) {
		if (this.presence != null) {
			this.presence.remove(this.name, member);
		}
	}

	/** Tells other servers of all members here. */
	synchronized void tellMembers() {
		Subscribed known = this.subscribed;
		if (known != null && this.presence != null) {
			this.presence.add(this.name, known.members.ids());
		}
	}

	boolean hasPresence() {
		return this.presence != null;
	}

	/**
	 * Queries the members of the group on all servers.
	 * @throws IllegalStateException if the backplane does not support presence
	 */
	<T> CompletionStage<T> ask(BiFunction<Presence, String, CompletionStage<T>> question) {
		if (this.presence == null) {
			throw new IllegalStateException(
					"The members on other servers are unknown: " + backplane() + " does not support presence");
		}
		return question.apply(this.presence, this.name);
	}

	/**
	 * Calls members on all servers.
	 * @throws IllegalArgumentException if the message is too large for the backplane
	 */
	void call(Audience audience, byte[] message) {
		GroupMessage.Call call = new GroupMessage.Call(audience.excludes(), audience.targets(), Slice.of(message));
		byte[] bytes = call.encode();
		int max = this.fleet.backplane().maxMessageSize();
		if (bytes.length > max) {
			this.fleet.dropped(Drop.TOO_LARGE, null);
			throw new IllegalArgumentException("The group call has " + bytes.length + " bytes, but "
					+ this.fleet.backplane().name() + " accepts at most " + max);
		}
		synchronized (this) {
			Subscribed known = this.subscribed;
			boolean awaited = known != null && known.isConfirmed();
			if (known != null && isAway()) {
				this.fleet.dropped(Drop.DOWN, null);
				this.inbox.add(bytes.length, () -> this.inbox.deliver(call, known.members));
				return;
			}
			if (awaited) {
				this.inFlight.add(bytes, this.epoch, this.fleet.timer().now());
			}
			if (publish(bytes)) {
				return;
			}
			if (awaited) {
				this.inFlight.removeLast();
			}
			if (this.fleet.backplane().isUp()) {
				this.fleet.dropped(Drop.FULL, null);
				return;
			}
			this.fleet.dropped(Drop.DOWN, null);
			if (known != null) {
				goAway(known);
				this.inbox.add(bytes.length, () -> this.inbox.deliver(call, known.members));
			}
		}
	}

	/** The name of the backplane. */
	String backplane() {
		return this.fleet.backplane().name();
	}

	/** Asks the other servers to remove a member. */
	void remove(UUID member) {
		if (!publish(new GroupMessage.Removal(member).encode())) {
			this.fleet.dropped(this.fleet.backplane().isUp() ? Drop.FULL : Drop.DOWN, null);
		}
	}

	private boolean publish(byte[] bytes) {
		boolean accepted = this.fleet.backplane().publish(this.name, bytes);
		if (accepted) {
			this.fleet.tell((listener) -> listener.published(bytes.length));
		}
		return accepted;
	}

	/** The backplane has gone up or down. Its state may have changed again since. */
	synchronized void stateChanged(boolean up) {
		Subscribed known = this.subscribed;
		if (known == null) {
			return;
		}
		if (!up) {
			goAway(known);
		}
		isAway();
	}

	/** Whether the backplane is down. Also notices that it is up again. */
	private boolean isAway() {
		if (this.away && this.fleet.backplane().isUp()) {
			this.away = false;
			this.inFlight.back(this.fleet.timer().now());
		}
		return this.away;
	}

	/** Delivers messages in flight after those that came back, before later calls. */
	private void goAway(Subscribed known) {
		this.away = true;
		this.inFlight.away();
		int now = ++this.epoch;
		this.inbox.add(0, () -> known.deliverStranded(now));
	}

	/** A subscription: from the first member on this server until the last one leaves. */
	private final class Subscribed {

		private final Members members;

		private final CompletableFuture<@Nullable Void> confirmed = new CompletableFuture<>();

		private @Nullable Subscription subscription;

		Subscribed(Members members) {
			this.members = members;
		}

		void begin() {
			Subscription begun = GroupChannel.this.fleet.backplane().subscribe(GroupChannel.this.name, this::received);
			this.subscription = begun;
			begun.confirmed().whenComplete((none, failure) -> {
				if (failure != null) {
					this.confirmed.completeExceptionally(failure);
				}
				else {
					this.confirmed.complete(null);
				}
			});
		}

		boolean isConfirmed() {
			return this.confirmed.isDone() && !this.confirmed.isCompletedExceptionally();
		}

		void end() {
			Subscription begun = this.subscription;
			if (begun != null) {
				begun.close();
			}
			// A connection that waits for the confirmation has left the group; complete
			// its future outside the lock.
			GroupChannel.this.inbox.add(0, () -> this.confirmed.complete(null));
		}

		/**
		 * Called on a thread of the backplane or, with an in-memory one, of the sender.
		 */
		private void received(byte[] bytes) {
			GroupChannel.this.inbox.add(bytes.length, () -> deliver(bytes));
		}

		private void deliver(byte[] bytes) {
			GroupChannel channel = GroupChannel.this;
			channel.fleet.tell((listener) -> listener.received(bytes.length));
			InFlight.Came came;
			synchronized (channel) {
				if (channel.subscribed != this) {
					return; // all members of the time when it was sent have left
				}
				came = channel.inFlight.came(bytes, channel.fleet.timer().now());
			}
			switch (came.kind()) {
				case STRANDED -> {
					return;
				}
				case OWN -> channel.fleet.tell((listener) -> listener.returned(came.nanos()));
				case OF_OTHERS -> {
				}
			}
			channel.inbox.deliver(bytes, this.members);
		}

		void deliverStranded(int epoch) {
			GroupChannel channel = GroupChannel.this;
			InFlight.Stranded stranded;
			synchronized (channel) {
				if (channel.subscribed != this) {
					return;
				}
				stranded = channel.inFlight.strand(epoch);
			}
			for (int i = 0; i < stranded.unconfirmed(); i++) {
				channel.fleet.dropped(Drop.UNCONFIRMED, null);
			}
			stranded.messages().forEach((bytes) -> channel.inbox.deliver(bytes, this.members));
		}

	}

}
