package io.github.magiconion4j.server;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Who is in a group. Whoever goes through them while others come and go meets each that
 * was there all the time.
 */
final class Members {

	private final Map<UUID, Connection> byId = new ConcurrentHashMap<>();

	private final Consumer<Connection> removal;

	/**
	 * Makes an empty group, which stays when its last member leaves.
	 */
	Members() {
		this.removal = this::takeOut;
	}

	/**
	 * Makes an empty group.
	 * @param removal takes a member out, and the group away if it has none any more
	 */
	Members(Consumer<Connection> removal) {
		this.removal = removal;
	}

	/** Takes a member out, in the way that the group wants it. */
	void remove(Connection member) {
		this.removal.accept(member);
		member.groups().remove(this);
	}

	void put(Connection member) {
		this.byId.put(member.connectionId(), member);
	}

	/**
	 * Takes a member out, and nothing else.
	 * @return whether there is none any more
	 */
	boolean takeOut(Connection member) {
		this.byId.remove(member.connectionId());
		return this.byId.isEmpty();
	}

	@Nullable Connection get(UUID id) {
		return this.byId.get(id);
	}

	void forEach(Consumer<Connection> action) {
		this.byId.values().forEach(action);
	}

	int count() {
		return this.byId.size();
	}

}
