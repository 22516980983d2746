package io.github.magiconion4j.internal.groups;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The groups of a connection, which it leaves when it ends. Thread-safe.
 */
public final class Memberships {

	private final GroupMember member;

	/** Created on first use: many connections join no group. */
	private volatile @Nullable Set<Members> joined;

	/**
	 * Creates the memberships of a connection that is in no group.
	 * @param member the connection
	 */
	public Memberships(GroupMember member) {
		this.member = member;
	}

	/** The connection was added to a group. */
	void add(Members group) {
		known().add(group);
		if (this.member.hasEnded()) {
			group.remove(this.member);
		}
	}

	/** The connection was removed from a group. */
	void remove(Members group) {
		known().remove(group);
	}

	/** Removes the connection from all groups. */
	public void leaveAll() {
		Set<Members> known = this.joined;
		if (known != null) {
			known.forEach((group) -> group.remove(this.member));
		}
	}

	private synchronized Set<Members> known() {
		Set<Members> known = this.joined;
		if (known == null) {
			known = ConcurrentHashMap.newKeySet();
			this.joined = known;
		}
		return known;
	}

}
