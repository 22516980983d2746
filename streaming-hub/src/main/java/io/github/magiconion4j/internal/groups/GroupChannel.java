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
 * What the members of a group on this server have in common with those on others. Calls
 * go out over the backplane, and reach members here when they come back: so all members
 * on all servers get them in one order. While the backplane is away they go to the
 * members here at once.
 * <p>
 * Thread-safe. Its lock orders coming and going, calls, and the changes of the backplane;
 * nothing waits while it is held. What is for members goes through one queue.
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

	/** How often the backplane has gone away. */
	private int epoch;

	GroupChannel(Fleet fleet, String name, @Nullable Presence presence) {
		this.fleet = fleet;
		this.name = name;
		this.presence = presence;
		this.inbox = new GroupInbox(fleet);
	}

	/**
	 * There are members on this server. Called with the lock held, so that it agrees with
	 * who is a member.
	 * @return what to wait for until the group hears of other servers; {@code null} if it
	 * does
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

	/** There is no member on this server any more. Called with the lock held. */
	void close() {
		Subscribed known = this.subscribed;
		if (known != null) {
			this.subscribed = null;
			this.inFlight.clear();
			known.end();
			this.fleet.unsubscribed(this);
		}
	}

	/** A member has come. Called with the lock held, as the next one. */
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
	 * Asks who is in the group on all servers.
	 * @throws IllegalStateException if that is not kept
	 */
	<T> CompletionStage<T> ask(BiFunction<Presence, String, CompletionStage<T>> question) {
		if (this.presence == null) {
			throw new IllegalStateException(
					"Who is in a group on other servers is not known: " + backplane() + " keeps no presence");
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
			throw new IllegalArgumentException("The call of the group takes " + bytes.length + " bytes, and "
					+ this.fleet.backplane().name() + " takes messages of up to " + max);
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

	/** The name of what connects the servers. */
	String backplane() {
		return this.fleet.backplane().name();
	}

	/** Asks whichever server has a member to remove it. */
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

	/** The backplane has gone up or down, and perhaps back again since. */
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

	/** Whether the backplane is away; sees when it is back. */
	private boolean isAway() {
		if (this.away && this.fleet.backplane().isUp()) {
			this.away = false;
			this.inFlight.back(this.fleet.timer().now());
		}
		return this.away;
	}

	/**
	 * Members here get what has not come back, behind what has, and before what is called
	 * from now on.
	 */
	private void goAway(Subscribed known) {
		this.away = true;
		this.inFlight.away();
		int now = ++this.epoch;
		this.inbox.add(0, () -> known.deliverStranded(now));
	}

	/** From the first member on this server until its last one leaves. */
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
			// Whoever waits for it has left meanwhile, and may be told when no lock is
			// held.
			GroupChannel.this.inbox.add(0, () -> this.confirmed.complete(null));
		}

		/** Called on a thread of the backplane, or of another server's in a test. */
		private void received(byte[] bytes) {
			GroupChannel.this.inbox.add(bytes.length, () -> deliver(bytes));
		}

		private void deliver(byte[] bytes) {
			GroupChannel channel = GroupChannel.this;
			channel.fleet.tell((listener) -> listener.received(bytes.length));
			InFlight.Came came;
			synchronized (channel) {
				if (channel.subscribed != this) {
					return; // nobody is left who was there when it was sent
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
			Iterable<byte[]> stranded;
			synchronized (channel) {
				if (channel.subscribed != this) {
					return;
				}
				stranded = channel.inFlight.strand(epoch);
			}
			for (byte[] bytes : stranded) {
				channel.fleet.dropped(Drop.UNCONFIRMED, null);
				channel.inbox.deliver(bytes, this.members);
			}
		}

	}

}
