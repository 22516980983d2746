package io.github.magiconion4j.timer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Entries by the time at which they are due. Used by one thread.
 * <p>
 * A hashed timing wheel: G. Varghese and T. Lauck, "Hashed and Hierarchical Timing
 * Wheels", SOSP 1987, scheme 6. Time is cut into slots of about 4 ms, and 4096 of them,
 * about 17 s, are one turn of the wheel; an entry hangs in the list of its slot, whatever
 * the turn. To schedule or to cancel one is O(1). Moving on visits the slots that went
 * by, and in each the entries of later turns too: one visit per entry and turn. An entry
 * is found due by its own time, not by that of its slot, so the width of a slot costs no
 * precision.
 */
final class TimerWheel {

	private static final int SLOT_SHIFT = 22;

	private static final int SLOTS = 1 << 12;

	private final @Nullable TimerEntry[] heads = new @Nullable TimerEntry[SLOTS];

	private final BitSet occupied = new BitSet(SLOTS);

	private final List<TimerEntry> due = new ArrayList<>();

	private final long origin;

	/** The slot, counted from the origin, up to which all due entries were taken out. */
	private long current;

	private int size;

	/**
	 * Makes an empty wheel.
	 * @param now the time, in nanoseconds from anywhere
	 */
	TimerWheel(long now) {
		this.origin = now;
	}

	int size() {
		return this.size;
	}

	/** Schedules an entry, which may be scheduled already, for its {@code wakeAt}. */
	void schedule(TimerEntry entry) {
		cancel(entry);
		int index = index(Math.max(slot(entry.wakeAt), this.current));
		TimerEntry head = this.heads[index];
		entry.slotIndex = index;
		entry.next = head;
		if (head != null) {
			head.previous = entry;
		}
		this.heads[index] = entry;
		this.occupied.set(index);
		this.size++;
	}

	/** Takes an entry out, if it is in. */
	void cancel(TimerEntry entry) {
		int index = entry.slotIndex;
		if (index == TimerEntry.UNSCHEDULED) {
			return;
		}
		TimerEntry previous = entry.previous;
		TimerEntry next = entry.next;
		if (next != null) {
			next.previous = previous;
		}
		if (previous != null) {
			previous.next = next;
		}
		else {
			this.heads[index] = next;
			if (next == null) {
				this.occupied.clear(index);
			}
		}
		entry.previous = null;
		entry.next = null;
		entry.slotIndex = TimerEntry.UNSCHEDULED;
		this.size--;
	}

	/**
	 * Takes out what is due and hands it over; what the action schedules anew comes at
	 * the next call.
	 */
	void advance(long now, Consumer<TimerEntry> action) {
		long last = slot(now);
		for (long slot = Math.max(this.current, last - SLOTS + 1); slot <= last; slot++) {
			for (TimerEntry entry = this.heads[index(slot)]; entry != null; entry = entry.next) {
				if (entry.wakeAt - now <= 0) {
					this.due.add(entry);
				}
			}
		}
		this.current = Math.max(this.current, last);
		this.due.forEach(this::cancel);
		this.due.forEach(action);
		this.due.clear();
	}

	/**
	 * When the next entry is due.
	 * @param otherwise the answer if there is none
	 */
	long nextWake(long otherwise) {
		if (this.size == 0) {
			return otherwise;
		}
		for (int ahead = 0; ahead < SLOTS; ahead++) {
			int index = index(this.current + ahead);
			int found = this.occupied.nextSetBit(index);
			if (found < 0) {
				ahead += SLOTS - index - 1; // go on at index 0
				continue;
			}
			ahead += found - index;
			long earliest = earliest(found, this.current + ahead);
			if (ahead < SLOTS && earliest != Long.MAX_VALUE) {
				return this.origin + earliest;
			}
		}
		// Nothing in this turn of the wheel: look again at its end.
		return this.origin + ((this.current + SLOTS) << SLOT_SHIFT);
	}

	private long earliest(int index, long slot) {
		long earliest = Long.MAX_VALUE;
		for (TimerEntry entry = this.heads[index]; entry != null; entry = entry.next) {
			if (slot(entry.wakeAt) <= slot) {
				earliest = Math.min(earliest, entry.wakeAt - this.origin);
			}
		}
		return earliest;
	}

	private long slot(long time) {
		return (time - this.origin) >> SLOT_SHIFT;
	}

	private static int index(long slot) {
		return (int) slot & (SLOTS - 1);
	}

}
