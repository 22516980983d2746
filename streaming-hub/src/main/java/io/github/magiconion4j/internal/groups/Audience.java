package io.github.magiconion4j.internal.groups;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Selects the members of a group that are called. Keys without a member are ignored.
 */
final class Audience {

	static final Audience ALL = new Audience(Set.of(), null);

	private final Set<Object> excludes;

	private final @Nullable Set<Object> targets;

	private final List<Object> excludesInOrder;

	private final @Nullable List<Object> targetsInOrder;

	private Audience(Set<Object> excludes, @Nullable Set<Object> targets) {
		this.excludes = excludes;
		this.targets = targets;
		this.excludesInOrder = List.copyOf(excludes);
		this.targetsInOrder = (targets != null) ? List.copyOf(targets) : null;
	}

	/** Creates an audience from the lists of a message. */
	static Audience of(Collection<?> excludes, @Nullable Collection<?> targets) {
		return (excludes.isEmpty() && targets == null) ? ALL
				: new Audience(inOrder(excludes), (targets != null) ? inOrder(targets) : null);
	}

	static Audience except(Collection<UUID> members) {
		return of(members, null);
	}

	static Audience only(Collection<UUID> members) {
		return of(Set.of(), members);
	}

	private static Set<Object> inOrder(Collection<?> keys) {
		return (keys.size() > 1) ? new LinkedHashSet<>(keys) : Set.copyOf(keys);
	}

	List<Object> excludes() {
		return this.excludesInOrder;
	}

	@Nullable List<Object> targets() {
		return this.targetsInOrder;
	}

	/** Applies an action to each selected member. */
	void forEach(Members members, Consumer<GroupMember> action) {
		if (this.targets != null) {
			for (Object key : this.targets) {
				members.forEach(key, (member) -> {
					if (!this.excludes.contains(member.connectionId())) {
						action.accept(member);
					}
				});
			}
		}
		else if (this.excludes.isEmpty()) {
			members.forEach(action);
		}
		else {
			members.forEach((member) -> {
				if (!this.excludes.contains(member.connectionId())) {
					action.accept(member);
				}
			});
		}
	}

}
