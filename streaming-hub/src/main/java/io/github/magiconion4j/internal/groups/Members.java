package io.github.magiconion4j.internal.groups;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.GroupState;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a group, of the connections of this server. Whoever goes through them while
 * others come and go meets each that was there all the time.
 */
final class Members {

	private final Map<UUID, GroupMember> byId = new ConcurrentHashMap<>();

	/** Those that have a name, too; {@code null} for a group without names. */
	private final @Nullable NamedMembers named;

	private final @Nullable GroupChannel channel;

	private final Consumer<GroupMember> removal;

	/**
	 * Makes an empty group, which stays when its last member leaves.
	 * @param channel reaches other servers; {@code null} if there are none
	 */
	Members(@Nullable GroupChannel channel) {
		this.channel = channel;
		this.named = null;
		this.removal = this::takeOut;
	}

	/**
	 * Makes an empty group, which stays when its last member leaves.
	 * @param channel reaches other servers; {@code null} if there are none
	 * @param named finds members by their names, too
	 */
	Members(@Nullable GroupChannel channel, NamedMembers named) {
		this.channel = channel;
		this.named = named;
		this.removal = this::takeOut;
	}

	/**
	 * Makes an empty group.
	 * @param channel reaches other servers; {@code null} if there are none
	 * @param removal takes a member out, and the group away if it has none any more
	 */
	Members(@Nullable GroupChannel channel, Consumer<GroupMember> removal) {
		this.channel = channel;
		this.named = null;
		this.removal = removal;
	}

	/** Takes a member out, in the way that the group wants it. */
	void remove(GroupMember member) {
		if (this.named != null) {
			this.named.remove(member);
		}
		this.removal.accept(member);
		member.groups().remove(this);
	}

	/** Takes a member out, on whichever server it is. */
	void remove(UUID id) {
		GroupMember member = get(id);
		if (member != null) {
			remove(member);
		}
		else if (this.channel != null) {
			this.channel.remove(id);
		}
	}

	/**
	 * Puts a member in.
	 * @return the join, which may have to wait
	 */
	Join put(GroupMember member) {
		GroupChannel shared = this.channel;
		if (shared == null) {
			this.byId.put(member.connectionId(), member);
			return new Join(this, member, null);
		}
		synchronized (shared) {
			boolean known = this.byId.put(member.connectionId(), member) != null;
			Join join = new Join(this, member, shared.open(this));
			if (!known) {
				shared.joined(member.connectionId());
			}
			return join;
		}
	}

	/**
	 * Takes a member out, and nothing else.
	 * @return whether there is none any more
	 */
	boolean takeOut(GroupMember member) {
		GroupChannel shared = this.channel;
		if (shared == null) {
			this.byId.remove(member.connectionId());
			return this.byId.isEmpty();
		}
		synchronized (shared) {
			if (this.byId.remove(member.connectionId()) != null) {
				shared.left(member.connectionId());
			}
			boolean empty = this.byId.isEmpty();
			if (empty) {
				shared.close();
			}
			return empty;
		}
	}

	/** Calls members, on all servers. */
	void call(Audience audience, byte[] message) {
		if (this.channel != null) {
			this.channel.call(audience, message);
		}
		else {
			audience.forEach(this, (member) -> member.send(message));
		}
	}

	/** Whether members may be on other servers, too. */
	boolean isShared() {
		return this.channel != null;
	}

	@Nullable GroupMember get(UUID id) {
		return this.byId.get(id);
	}

	/** Does something with each member that has a key, as it is on the wire. */
	void forEach(Object key, Consumer<GroupMember> action) {
		if (key instanceof String name && this.named != null) {
			this.named.forEach(name, action);
		}
		GroupMember member = (key instanceof UUID id) ? get(id) : null;
		if (member != null) {
			action.accept(member);
		}
	}

	void forEach(Consumer<GroupMember> action) {
		this.byId.values().forEach(action);
	}

	GroupState state(@Nullable String hub, String name) {
		GroupChannel shared = this.channel;
		return new GroupState(hub, name, (shared != null) ? shared.backplane() : null, count(), null);
	}

	int count() {
		return this.byId.size();
	}

	Set<UUID> ids() {
		return Set.copyOf(this.byId.keySet());
	}

	CompletionStage<Integer> countEverywhere() {
		GroupChannel shared = this.channel;
		return (shared != null) ? shared.ask(Presence::count) : CompletableFuture.completedStage(count());
	}

	CompletionStage<Set<UUID>> membersEverywhere() {
		GroupChannel shared = this.channel;
		return (shared != null) ? shared.ask(Presence::members) : CompletableFuture.completedStage(ids());
	}

}
