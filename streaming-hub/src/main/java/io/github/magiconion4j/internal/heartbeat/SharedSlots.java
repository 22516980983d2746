package io.github.magiconion4j.internal.heartbeat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Lets a few connections of one transport have their heartbeats at the same time, so that
 * one write carries them, and most often one read their acknowledgements. Few enough that
 * heartbeats are spread all the same: 8 cost a seventh less than 4, 16 no less than 8.
 * Thread-safe.
 */
final class SharedSlots {

	private static final int PLACES = 8;

	private final long interval;

	/** By transport, where places are left. */
	private final ConcurrentMap<Object, Slot> open = new ConcurrentHashMap<>();

	SharedSlots(long interval) {
		this.interval = interval;
	}

	/**
	 * When a connection has its first heartbeat.
	 * @param transport what carries it
	 * @param earliest from when on it may be
	 * @param own when it would be if it were alone
	 * @return a time less than an interval after the earliest
	 */
	long first(Object transport, long earliest, LongSupplier own) {
		Slot slot = this.open.compute(transport, (key, known) -> (known == null || known.places == 0)
				? new Slot(own.getAsLong(), PLACES - 1) : new Slot(known.due, known.places - 1));
		return earliest + Math.floorMod(slot.due - earliest, this.interval);
	}

	/** A connection has ended: nothing is kept of a transport that may have, too. */
	void ended(Object transport) {
		this.open.remove(transport);
	}

	private record Slot(long due, int places) {

	}

}
