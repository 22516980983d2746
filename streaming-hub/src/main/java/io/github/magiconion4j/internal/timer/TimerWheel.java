package io.github.magiconion4j.internal.timer;

import java.util.Arrays;
import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * A hashed timing wheel: keeps entries by the time at which they are due. Used by one
 * thread.
 * <p>
 * See G. Varghese and T. Lauck, "Hashed and Hierarchical Timing Wheels", SOSP 1987,
 * scheme 6. Time is divided into slots of about 4 ms; 16 384 slots, about 69 s, are one
 * turn of the wheel. An entry is in the list of its slot, regardless of the turn.
 * Scheduling and cancelling are O(1). Advancing visits the slots that have passed,
 * including their entries of later turns: one visit per entry and turn. Whether an entry
 * is due depends on its own time, not on its slot, so the width of a slot costs no
 * precision.
 * <p>
 * Finding the next time is fast: a bit set tells which slots are occupied, and each
 * occupied slot has a lower bound of the times of its entries.
 * <p>
 * The lists link numbers, and an entry keeps its number for as long as it is scheduled.
 * Links between the entries themselves would be references between old objects, and a
 * garbage collector such as G1 has to track each change of those.
 */
final class TimerWheel {

	private static final int SLOT_SHIFT = 22;

	private static final int SLOTS = 1 << 14;

	private static final int NONE = -1;

	/** The number of the first entry of each slot. */
	private final int[] heads = new int[SLOTS];

	/** For each occupied slot, a lower bound of the times of its entries. */
	private final long[] earliest = new long[SLOTS];

	private final BitSet occupied = new BitSet(SLOTS);

	private final long origin;

	// Indexed by the number of an entry:

	private @Nullable TimerEntry[] entries = new @Nullable TimerEntry[64];

	private long[] wakeAt = new long[64];

	/** The next number in the list of the slot, or in the list of free numbers. */
	private int[] next = new int[64];

	private int[] previous = new int[64];

	private int[] due = new int[64];

	private int free = NONE;

	/** Numbers from this one on were never used. */
	private int unused;

	/** The slot, counted from the origin, up to which due entries have been removed. */
	private long current;

	private int size;

	/**
	 * Creates an empty wheel.
	 * @param now the time, in nanoseconds from an arbitrary origin
	 */
	TimerWheel(long now) {
		this.origin = now;
		Arrays.fill(this.heads, NONE);
	}

	int size() {
		return this.size;
	}

	/** Schedules an entry, or reschedules it. */
	void schedule(TimerEntry entry, long time) {
		if (entry.number == TimerEntry.UNSCHEDULED) {
			entry.number = newNumber();
			this.entries[entry.number] = entry;
			this.size++;
		}
		else {
			unlink(entry.number);
		}
		link(entry.number, time);
	}

	/** Removes an entry, if it is scheduled. */
	void cancel(TimerEntry entry) {
		if (entry.number != TimerEntry.UNSCHEDULED) {
			unlink(entry.number);
			remove(entry.number, entry);
		}
	}

	/**
	 * Runs the due entries. Entries that they reschedule run at the next call at the
	 * earliest.
	 */
	void advance(long now, Action action) {
		long last = slot(now);
		int count = 0;
		for (long slot = Math.max(this.current, last - SLOTS + 1); slot <= last; slot++) {
			count = takeDue(index(slot), now, count);
		}
		this.current = Math.max(this.current, last);
		for (int i = 0; i < count; i++) {
			run(this.due[i], action);
		}
	}

	private int takeDue(int index, long now, int before) {
		int count = before;
		long next = now + Long.MAX_VALUE;
		int number = this.heads[index];
		while (number != NONE) {
			int following = this.next[number];
			long time = this.wakeAt[number];
			if (time - now <= 0) {
				unlink(number);
				this.due[count++] = number;
			}
			else if (time - next < 0) {
				next = time;
			}
			number = following;
		}
		this.earliest[index] = next;
		return count;
	}

	private void run(int number, Action action) {
		TimerEntry entry = this.entries[number];
		if (entry != null) {
			long time = action.run(entry);
			if (time == TimerEntry.NEVER) {
				remove(number, entry);
			}
			else {
				link(number, time);
			}
		}
	}

	/**
	 * When to call {@link #advance} next, so that no entry is late. There may be nothing
	 * due at that time, if an entry was cancelled or belongs to a later turn of the
	 * wheel.
	 * @param otherwise the result if there are no entries
	 */
	long nextWake(long otherwise) {
		if (this.size == 0) {
			return otherwise;
		}
		int here = index(this.current);
		int found = this.occupied.nextSetBit(here);
		if (found < 0) {
			found = this.occupied.nextSetBit(0);
		}
		long end = start(this.current + ((found - here) & (SLOTS - 1)) + 1);
		return (this.earliest[found] - end < 0) ? this.earliest[found] : end;
	}

	private void link(int number, long time) {
		// An overdue entry goes into the current slot, so that the next call finds it.
		long start = start(this.current);
		long effective = (time - start < 0) ? start : time;
		int index = index(slot(effective));
		int head = this.heads[index];
		this.wakeAt[number] = effective;
		this.next[number] = head;
		this.previous[number] = NONE;
		if (head != NONE) {
			this.previous[head] = number;
		}
		else {
			this.occupied.set(index);
		}
		if (head == NONE || effective - this.earliest[index] < 0) {
			this.earliest[index] = effective;
		}
		this.heads[index] = number;
	}

	private void unlink(int number) {
		int before = this.previous[number];
		int after = this.next[number];
		if (after != NONE) {
			this.previous[after] = before;
		}
		if (before != NONE) {
			this.next[before] = after;
			return;
		}
		int index = index(slot(this.wakeAt[number]));
		this.heads[index] = after;
		if (after == NONE) {
			this.occupied.clear(index);
		}
	}

	private void remove(int number, TimerEntry entry) {
		entry.number = TimerEntry.UNSCHEDULED;
		this.entries[number] = null;
		this.next[number] = this.free;
		this.free = number;
		this.size--;
	}

	private int newNumber() {
		int number = this.free;
		if (number != NONE) {
			this.free = this.next[number];
			return number;
		}
		if (this.unused == this.entries.length) {
			int larger = this.unused + (this.unused >> 1);
			this.entries = Arrays.copyOf(this.entries, larger);
			this.wakeAt = Arrays.copyOf(this.wakeAt, larger);
			this.next = Arrays.copyOf(this.next, larger);
			this.previous = Arrays.copyOf(this.previous, larger);
			this.due = Arrays.copyOf(this.due, larger);
		}
		return this.unused++;
	}

	private long start(long slot) {
		return this.origin + (slot << SLOT_SHIFT);
	}

	private long slot(long time) {
		return (time - this.origin) >> SLOT_SHIFT;
	}

	private static int index(long slot) {
		return (int) slot & (SLOTS - 1);
	}

	@FunctionalInterface
	interface Action {

		/**
		 * Runs a due entry.
		 * @return when to run it again, or {@link TimerEntry#NEVER}
		 */
		long run(TimerEntry entry);

	}

}
