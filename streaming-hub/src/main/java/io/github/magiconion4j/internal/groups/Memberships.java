package io.github.magiconion4j.internal.groups;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The groups of a connection, which it leaves when it ends. Thread-safe.
 */
public final class Memberships {

	private final GroupMember member;

	private final Set<Members> joined = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the memberships of a connection that is in no group.
	 * @param member the connection
	 */
	public Memberships(GroupMember member) {
		this.member = member;
	}

	/** The connection was added to a group. */
	void add(Members group) {
		this.joined.add(group);
		if (this.member.hasEnded()) {
			group.remove(this.member);
		}
	}

	/** The connection was removed from a group. */
	void remove(Members group) {
		this.joined.remove(group);
	}

	/** Removes the connection from all groups. */
	public void leaveAll() {
		this.joined.forEach((group) -> group.remove(this.member));
	}

}
