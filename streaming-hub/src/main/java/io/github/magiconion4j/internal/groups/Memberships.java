package io.github.magiconion4j.internal.groups;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The groups of a connection, which it leaves at its end. Thread-safe.
 */
public final class Memberships {

	private final GroupMember member;

	/** Made when it is needed: many connections join no group. */
	private volatile @Nullable Set<Members> joined;

	/**
	 * Makes them for a connection that is in no group.
	 * @param member the connection
	 */
	public Memberships(GroupMember member) {
		this.member = member;
	}

	/** The connection was put into a group. */
	void add(Members group) {
		known().add(group);
		if (this.member.hasEnded()) {
			group.remove(this.member);
		}
	}

	/** The connection was taken out of a group. */
	void remove(Members group) {
		known().remove(group);
	}

	/** Takes the connection out of all of them. */
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
