package io.github.magiconion4j.internal.heartbeat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.github.magiconion4j.internal.spi.HubConnection;
import org.jspecify.annotations.Nullable;

/**
 * Groups connections into slots, so that up to a few dozen have their heartbeats at the
 * same time. At usual intervals, waking threads costs more than everything else of a
 * heartbeat, and connections in a slot share the wake-ups.
 * <p>
 * Connections of the same transport share a slot: one write carries their heartbeats, and
 * usually one read their acknowledgements. The first connection of a transport shares a
 * slot with those of others on the same event loop, which then wakes up once for all of
 * them. A slot has at most 75 connections, of at most 20 transports, so heartbeats are
 * still spread over the interval and do not delay each other much: an event loop sends 75
 * heartbeats to one transport in about a millisecond, but to as many transports in eight.
 * Small hubs have fewer connections per slot: below 40 connections, each has its own. As
 * a hub grows, new connections fill existing slots and replace those that have ended.
 * Thread-safe.
 */
final class SharedSlots {

	private static final int MOST_PLACES = 75;

	/** The most places that connections of different transports take. */
	private static final int MOST_TRANSPORTS = 20;

	/** Slots get another place for each further this many connections. */
	private static final int CONNECTIONS_PER_PLACE = 40;

	private final HubHeartbeats hub;

	private final Slot none;

	private int connections;

	/** By transport, and by event loop. */
	private final Map<Object, Sharing> sharing = new HashMap<>();

	/**
	 * Creates a hub's slots, without connections.
	 * @param hub the hub
	 */
	SharedSlots(HubHeartbeats hub) {
		this.hub = hub;
		this.none = new Slot(new Sharing(this), 0);
	}

	/** Stands for "no slot". */
	Slot none() {
		return this.none;
	}

	/**
	 * Assigns a connection to a slot.
	 * @param due the time of a new slot, if one has to be created
	 * @return the slot, which the connection must {@linkplain #leave leave}
	 */
	synchronized Slot join(HubConnection connection, LongSupplier due) {
		this.connections++;
		int places = Math.min(1 + this.connections / CONNECTIONS_PER_PLACE, MOST_PLACES);
		Sharing ofTransport = sharing(connection.transport());
		Object loop = connection.eventLoop();
		if (loop != null && ofTransport.connections == 0) {
			ofTransport.first = sharing(loop).slot(Math.min(places, MOST_TRANSPORTS), due);
		}
		Slot slot = ofTransport.slot(places, due);
		slot.taken++;
		ofTransport.connections++;
		if (slot.those != ofTransport) {
			slot.those.connections++;
		}
		return slot;
	}

	private Sharing sharing(Object key) {
		return this.sharing.computeIfAbsent(key, Sharing::new);
	}

	/** The connection has ended. */
	synchronized void leave(HubConnection connection, Slot slot) {
		this.connections--;
		slot.taken--;
		if (slot.taken == 0) {
			slot.those.remove(slot);
			slot.taken = MOST_PLACES; // full for a transport that remembers it
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

	/** Whether there are no connections, and nothing is left of former ones. */
	synchronized boolean isEmpty() {
		return this.connections == 0 && this.sharing.isEmpty();
	}

	/** The connections of a transport, or those that share slots of an event loop. */
	private final class Sharing {

		private final Object key;

		private int connections;

		/** A linked list: usually there is only one slot. */
		private @Nullable Slot slots;

		/** Of a transport: the slot of its first connection, shared by event loop. */
		private @Nullable Slot first;

		Sharing(Object key) {
			this.key = key;
		}

		/** A slot with room, existing or new. */
		Slot slot(int places, LongSupplier due) {
			if (this.first != null && this.first.taken < places) {
				return this.first;
			}
			for (Slot slot = this.slots; slot != null; slot = slot.next) {
				if (slot.taken < places) {
					return slot;
				}
			}
			Slot opened = new Slot(this, due.getAsLong());
			this.slots = opened;
			return opened;
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

		private int taken;

		private @Nullable Slot next;

		private Slot(Sharing those, long due) {
			this.those = those;
			this.due = due;
			this.next = those.slots;
		}

		/** The hub of the connections. */
		HubHeartbeats hub() {
			return SharedSlots.this.hub;
		}

		/** The first time at or after a given time at which this slot is due. */
		long next(long earliest, long interval) {
			return earliest + Math.floorMod(this.due - earliest, interval);
		}

	}

}
