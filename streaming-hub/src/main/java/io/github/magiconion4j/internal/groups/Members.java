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
 * The members of a group on this server. An iteration visits every member that is in the
 * group during the whole iteration, even if others join or leave.
 */
final class Members {

	private final Map<UUID, GroupMember> byId = new ConcurrentHashMap<>();

	/** Members by name; {@code null} for a group without names. */
	private final @Nullable NamedMembers named;

	private final @Nullable GroupChannel channel;

	private final Consumer<GroupMember> removal;

	/**
	 * Creates an empty group, which stays when its last member leaves.
	 * @param channel connects the group with other servers; {@code null} for none
	 */
	Members(@Nullable GroupChannel channel) {
		this.channel = channel;
		this.named = null;
		this.removal = this::takeOut;
	}

	/**
	 * Creates an empty group, which stays when its last member leaves.
	 * @param channel connects the group with other servers; {@code null} for none
	 * @param named finds members by name
	 */
	Members(@Nullable GroupChannel channel, NamedMembers named) {
		this.channel = channel;
		this.named = named;
		this.removal = this::takeOut;
	}

	/**
	 * Creates an empty group.
	 * @param channel connects the group with other servers; {@code null} for none
	 * @param removal removes a member, and the group itself after its last member
	 */
	Members(@Nullable GroupChannel channel, Consumer<GroupMember> removal) {
		this.channel = channel;
		this.named = null;
		this.removal = removal;
	}

	/** Removes a member, and the group if it has no members left and does not stay. */
	void remove(GroupMember member) {
		if (this.named != null) {
			this.named.remove(member);
		}
		// In this order: a member that joins again meanwhile knows that it has to leave.
		member.groups().remove(this);
		this.removal.accept(member);
	}

	/** Removes a member, on this or another server. */
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
	 * Adds a member.
	 * @return the join, which may not be complete yet
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
	 * Removes a member from this map only.
	 * @return whether the group is empty now
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

	/** Applies an action to each member with a given key, which is an id or a name. */
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
