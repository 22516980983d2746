package io.github.magiconion4j.internal.heartbeat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.github.magiconion4j.internal.spi.HubConnection;
import org.jspecify.annotations.Nullable;

/**
 * Lets up to a few dozen connections have their heartbeats at the same time. To wake the
 * threads that it takes costs more than all else of a heartbeat, unless they are awake
 * anyway, which they are not at the intervals that people use.
 * <p>
 * Connections of one transport share a slot: one write carries their heartbeats, and most
 * often one read their acknowledgements. Of transports that carry a single connection,
 * those share one that have the same event loop, which then wakes once for all of them.
 * There are few enough of them that heartbeats are spread all the same, and that they do
 * not wait long for each other: 32 heartbeats take an event loop about a millisecond. The
 * fewer connections a hub has, the fewer share a slot: each has its own while there are
 * less than 128. As a hub grows, new connections fill up the slots that there are, and
 * the places of those that have ended. Thread-safe.
 */
final class SharedSlots {

	private static final int MOST_PLACES = 32;

	/** The connections of a hub have at least so many slots. */
	private static final int FEWEST_SLOTS = 64;

	private final HubHeartbeats hub;

	private final Slot none;

	private int connections;

	/** By transport, and by event loop. */
	private final Map<Object, Sharing> sharing = new HashMap<>();

	/**
	 * Creates slots without connections.
	 * @param hub whose they are
	 */
	SharedSlots(HubHeartbeats hub) {
		this.hub = hub;
		this.none = new Slot(new Sharing(this), 0);
	}

	/** What a connection has that has no place. */
	Slot none() {
		return this.none;
	}

	/**
	 * A connection takes a place.
	 * @param due when a slot is due that it opens
	 * @return its slot, which it has to {@linkplain #leave leave}
	 */
	synchronized Slot join(HubConnection connection, LongSupplier due) {
		this.connections++;
		Sharing those = enter(connection.transport());
		Object loop = connection.eventLoop();
		if (loop != null && those.connections == 1) { // it may be the only one
			those = enter(loop);
		}
		int places = Math.max(1, Math.min(this.connections / FEWEST_SLOTS, MOST_PLACES));
		for (Slot slot = those.slots; slot != null; slot = slot.next) {
			if (slot.taken < places) {
				slot.taken++;
				return slot;
			}
		}
		Slot opened = new Slot(those, due.getAsLong());
		those.slots = opened;
		return opened;
	}

	private Sharing enter(Object key) {
		Sharing those = this.sharing.computeIfAbsent(key, Sharing::new);
		those.connections++;
		return those;
	}

	/** The connection has ended. */
	synchronized void leave(HubConnection connection, Slot slot) {
		this.connections--;
		slot.taken--;
		if (slot.taken == 0) {
			slot.those.remove(slot);
		}
		Sharing ofTransport = this.sharing.get(connection.transport());
		exit(ofTransport);
		if (slot.those != ofTransport) {
			exit(slot.those);
		}
	}

	private void exit(@Nullable Sharing those) {
		if (those != null && --those.connections == 0) {
			this.sharing.remove(those.key);
		}
	}

	/** Whether nothing is kept of any connection. */
	synchronized boolean isEmpty() {
		return this.connections == 0 && this.sharing.isEmpty();
	}

	/** The connections of a transport, or those that share slots of an event loop. */
	private static final class Sharing {

		private final Object key;

		private int connections;

		/** Linked to each other: most often there is one. */
		private @Nullable Slot slots;

		Sharing(Object key) {
			this.key = key;
		}

		void remove(Slot slot) {
			Slot before = this.slots;
			if (before == slot) {
				this.slots = slot.next;
				return;
			}
			while (before != null && before.next != slot) {
				before = before.next;
			}
			if (before != null) {
				before.next = slot.next;
			}
		}

	}

	/**
	 * A time at which some connections have their heartbeats.
	 */
	final class Slot {

		private final Sharing those;

		private final long due;

		private int taken = 1;

		private @Nullable Slot next;

		private Slot(Sharing those, long due) {
			this.those = those;
			this.due = due;
			this.next = those.slots;
		}

		/** The hub whose connections they are. */
		HubHeartbeats hub() {
			return SharedSlots.this.hub;
		}

		/** The next time, from a given one on, at which it is due. */
		long next(long earliest, long interval) {
			return earliest + Math.floorMod(this.due - earliest, interval);
		}

	}

}
