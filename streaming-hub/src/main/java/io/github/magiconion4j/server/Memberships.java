package io.github.magiconion4j.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The groups of a connection, which it leaves at its end. Thread-safe.
 */
final class Memberships {

	private final Connection connection;

	/** Made when it is needed: many connections join no group. */
	private volatile @Nullable Set<Members> joined;

	Memberships(Connection connection) {
		this.connection = connection;
	}

	/** The connection was put into a group. */
	void add(Members group) {
		known().add(group);
		if (this.connection.hasEnded()) {
			group.remove(this.connection);
		}
	}

	/** The connection was taken out of a group. */
	void remove(Members group) {
		known().remove(group);
	}

	void leaveAll() {
		Set<Members> known = this.joined;
		if (known != null) {
			known.forEach((group) -> group.remove(this.connection));
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
