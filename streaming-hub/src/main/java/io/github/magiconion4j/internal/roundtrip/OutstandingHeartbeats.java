package io.github.magiconion4j.internal.roundtrip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * When the heartbeats of a connection left, and which of them were acknowledged, by their
 * number: it counts from 0, and its low 16 bits are the sequence on the wire.
 * <p>
 * The times are in a ring with one writer, whoever sends, and no lock. It grows while the
 * heartbeat that it would forget is unanswered, to at most 64. Whoever reads a time may
 * meet the writer at that slot, so the writer claims a number before it writes the slot
 * and counts it after; what was read is good if the slot was not claimed again by then,
 * as under a sequence lock (H.-J. Boehm, "Can Seqlocks Get Along With Programming
 * Language Memory Models?", MSPC 2012). Acknowledgements come from one thread, which
 * keeps the highest number and a window of 64 bits below it, as IPsec does against
 * replays (RFC 4303, section 3.4.3).
 * <p>
 * What is known of those that came back is inherited: it saves each connection an object.
 */
public final class OutstandingHeartbeats extends RoundTripTimes {

	/** An acknowledgement of a heartbeat so old that its time is forgotten. */
	public static final long LATE = -1;

	/** A second acknowledgement of the same heartbeat. */
	public static final long DUPLICATE = -2;

	/** An acknowledgement of a heartbeat that was never sent. */
	public static final long UNKNOWN = -3;

	private static final long FORGOTTEN = Long.MIN_VALUE;

	private static final int MIN_CAPACITY = 8;

	private static final int MAX_CAPACITY = 64;

	private static final VarHandle CLAIMED;

	private static final VarHandle COUNT;

	private static final VarHandle HIGHEST;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			CLAIMED = lookup.findVarHandle(OutstandingHeartbeats.class, "claimed", int.class);
			COUNT = lookup.findVarHandle(OutstandingHeartbeats.class, "count", int.class);
			HIGHEST = lookup.findVarHandle(OutstandingHeartbeats.class, "highest", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private volatile long[] ring = new long[MIN_CAPACITY];

	private int claimed;

	private int count;

	private int highest = -1;

	/** Bit i: the heartbeat {@code highest - i} was acknowledged. */
	private long acknowledged;

	/**
	 * Makes a record of none.
	 */
	public OutstandingHeartbeats() {
	}

	/**
	 * How many have left.
	 * @return the number of the next one
	 */
	public int count() {
		return (int) COUNT.getAcquire(this);
	}

	/**
	 * The highest number that was acknowledged, late or not.
	 * @return the number; -1 at first
	 */
	public int highest() {
		return (int) HIGHEST.getOpaque(this);
	}

	/**
	 * The next heartbeat leaves now.
	 * @param now the time, by a monotonic clock in nanoseconds
	 */
	public void add(long now) {
		int number = this.count;
		long[] slots = this.ring;
		if (slots.length < MAX_CAPACITY && number - slots.length > highest()) {
			slots = grow(slots, number);
		}
		CLAIMED.setOpaque(this, number + 1);
		VarHandle.storeStoreFence();
		slots[number & slots.length - 1] = now;
		COUNT.setRelease(this, number + 1);
	}

	/**
	 * When a heartbeat left.
	 * @param number of one that has left
	 * @param forgotten the answer if its time is forgotten
	 * @return the time
	 */
	public long time(int number, long forgotten) {
		long[] slots = this.ring;
		long time = slots[number & slots.length - 1];
		VarHandle.loadLoadFence();
		boolean overwritten = (int) CLAIMED.getOpaque(this) - number > slots.length;
		return (overwritten || time == FORGOTTEN) ? forgotten : time;
	}

	/**
	 * An acknowledgement came.
	 * @param sequence the sequence that it names
	 * @param now the time, by the same clock
	 * @return its round-trip time in nanoseconds, or what is wrong with it:
	 * {@link #LATE}, {@link #DUPLICATE} or {@link #UNKNOWN}, which are negative
	 */
	public long acknowledge(short sequence, long now) {
		int sent = count();
		int age = sent - 1 - sequence & 0xffff;
		if (age > Short.MAX_VALUE || Integer.compareUnsigned(age, sent) >= 0) {
			return UNKNOWN;
		}
		int number = sent - 1 - age;
		if (!mark(number)) {
			return DUPLICATE;
		}
		long time = (age < MAX_CAPACITY) ? time(number, FORGOTTEN) : FORGOTTEN;
		return (time == FORGOTTEN) ? LATE : Math.max(0, now - time);
	}

	/**
	 * Notes an acknowledgement; tells whether it is the first, as far as that is known.
	 */
	private boolean mark(int number) {
		int ahead = number - this.highest;
		if (ahead > 0) {
			this.acknowledged = ((ahead < Long.SIZE) ? this.acknowledged << ahead : 0) | 1;
			HIGHEST.setOpaque(this, number);
			return true;
		}
		if (ahead <= -Long.SIZE) {
			return true;
		}
		long bit = 1L << -ahead;
		boolean first = (this.acknowledged & bit) == 0;
		this.acknowledged |= bit;
		return first;
	}

	private long[] grow(long[] slots, int number) {
		long[] larger = new long[2 * slots.length];
		Arrays.fill(larger, FORGOTTEN); // what the smaller ring had overwritten already
		for (int i = number - slots.length; i != number; i++) {
			larger[i & larger.length - 1] = slots[i & slots.length - 1];
		}
		this.ring = larger;
		return larger;
	}

}
