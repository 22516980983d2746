package io.github.magiconion4j.internal.heartbeat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import io.github.magiconion4j.internal.spi.HubConnection;

/**
 * Lets a few dozen connections have their heartbeats at the same time. To wake the
 * threads that it takes costs more than all else of a heartbeat, unless they are awake
 * anyway, which they are not at the intervals that people use.
 * <p>
 * Connections of one transport share a time: one write carries their heartbeats, and most
 * often one read their acknowledgements. Of transports that carry a single connection,
 * those share one that have the same event loop, which then wakes once for all of them.
 * There are few enough of them that heartbeats are spread all the same, and that they do
 * not wait long for each other: 32 heartbeats take an event loop about a millisecond.
 * Thread-safe.
 */
final class SharedSlots {

	private static final int PLACES = 32;

	private static final Slot FULL = new Slot(0, 0);

	private final long interval;

	/** Where places may be left, by transport, or by event loop. */
	private final ConcurrentMap<Object, Slot> open = new ConcurrentHashMap<>();

	SharedSlots(long interval) {
		this.interval = interval;
	}

	/**
	 * When the first heartbeat of a connection is due.
	 * @param earliest the earliest time allowed
	 * @param own the due time if it opens a new slot
	 * @return a time less than an interval after the earliest
	 */
	long first(HubConnection connection, long earliest, LongSupplier own) {
		Object loop = connection.eventLoop();
		// The first connection of a transport may be the only one.
		boolean mayBeAlone = loop != null && this.open.putIfAbsent(connection.transport(), FULL) == null;
		Object shared = mayBeAlone ? loop : connection.transport();
		Slot slot = this.open.compute(shared, (key, known) -> (known == null || known.places == 0)
				? new Slot(own.getAsLong(), PLACES - 1) : new Slot(known.due, known.places - 1));
		return earliest + Math.floorMod(slot.due - earliest, this.interval);
	}

	/**
	 * A connection has ended. Its transport may have ended, too, so its slot is removed.
	 */
	void ended(HubConnection connection) {
		this.open.remove(connection.transport());
	}

	private record Slot(long due, int places) {

	}

}
