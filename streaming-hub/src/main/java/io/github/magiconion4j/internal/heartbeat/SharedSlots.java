package io.github.magiconion4j.internal.heartbeat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import io.github.magiconion4j.internal.spi.HubConnection;

/**
 * Lets up to a few dozen connections have their heartbeats at the same time. To wake the
 * threads that it takes costs more than all else of a heartbeat, unless they are awake
 * anyway, which they are not at the intervals that people use.
 * <p>
 * Connections of one transport share a time: one write carries their heartbeats, and most
 * often one read their acknowledgements. Of transports that carry a single connection,
 * those share one that have the same event loop, which then wakes once for all of them.
 * There are few enough of them that heartbeats are spread all the same, and that they do
 * not wait long for each other: 32 heartbeats take an event loop about a millisecond. The
 * fewer connections a hub has, the fewer share a time: each has its own while there are
 * less than 128. Thread-safe.
 */
final class SharedSlots {

	private static final int MOST_PLACES = 32;

	/** The connections of a hub have at least so many times. */
	private static final int TIMES = 64;

	private static final Slot FULL = new Slot(0, 0);

	private final long interval;

	private final AtomicInteger connections = new AtomicInteger();

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
		int places = Math.max(1, Math.min(this.connections.incrementAndGet() / TIMES, MOST_PLACES));
		Object loop = connection.eventLoop();
		// The first connection of a transport may be the only one.
		boolean mayBeAlone = loop != null && this.open.putIfAbsent(connection.transport(), FULL) == null;
		Object shared = mayBeAlone ? loop : connection.transport();
		Slot slot = this.open.compute(shared, (key, known) -> (known == null || known.places == 0)
				? new Slot(own.getAsLong(), places - 1) : new Slot(known.due, known.places - 1));
		return earliest + Math.floorMod(slot.due - earliest, this.interval);
	}

	/**
	 * A connection has ended. Its transport may have ended, too, so its slot is removed.
	 */
	void ended(HubConnection connection) {
		this.connections.updateAndGet((count) -> Math.max(0, count - 1));
		this.open.remove(connection.transport());
	}

	private record Slot(long due, int places) {

	}

}
