package io.github.magiconion4j.internal.roundtrip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The send times of a connection's heartbeats, and which of them were acknowledged.
 * Heartbeats are numbered from 0; the low 16 bits of the number are the sequence on the
 * wire.
 * <p>
 * The times are kept in a lock-free ring buffer with a single writer, the sender. It
 * grows, up to 64 slots, while the heartbeat that it would overwrite is unanswered: most
 * connections never have more than one in flight. A reader may race with the writer for a
 * slot. So the writer claims a number before it writes the slot and publishes it
 * afterwards; a value is valid if the slot was not claimed again after it was read, as
 * with a sequence lock (H.-J. Boehm, "Can Seqlocks Get Along With Programming Language
 * Memory Models?", MSPC 2012). Acknowledgements are recorded by a single thread, with the
 * highest number and a 64-bit window below it, like the anti-replay window of IPsec (RFC
 * 4303, section 3.4.3).
 * <p>
 * It extends {@link RoundTripTimes} to save one object per connection.
 */
public final class OutstandingHeartbeats extends RoundTripTimes {

	/** The heartbeat is so old that its send time is no longer known. */
	public static final long LATE = -1;

	/** The heartbeat was already acknowledged. */
	public static final long DUPLICATE = -2;

	/** The heartbeat was never sent. */
	public static final long UNKNOWN = -3;

	private static final long FORGOTTEN = Long.MIN_VALUE;

	private static final int MIN_CAPACITY = 2;

	/** A heartbeat that a later one has overtaken is remembered for this many more. */
	private static final int OVERTAKEN = 8;

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

	/** Bit i: the heartbeat {@code highest - i} was acknowledged, or never existed. */
	private long acknowledged = -1;

	/**
	 * Creates an empty record.
	 */
	public OutstandingHeartbeats() {
	}

	/**
	 * How many heartbeats were sent.
	 * @return the number of the next heartbeat
	 */
	public int count() {
		return (int) COUNT.getAcquire(this);
	}

	/**
	 * The highest acknowledged number, including late acknowledgements.
	 * @return the number; -1 if there is none
	 */
	public int highest() {
		return (int) HIGHEST.getOpaque(this);
	}

	/**
	 * Records that the next heartbeat is sent.
	 * @param now the time of a monotonic clock, in nanoseconds
	 */
	public void add(long now) {
		int number = this.count;
		long[] slots = this.ring;
		if (isNeeded(number - slots.length, slots.length)) {
			slots = grow(slots, number);
		}
		CLAIMED.setOpaque(this, number + 1);
		VarHandle.storeStoreFence();
		slots[number & slots.length - 1] = now;
		COUNT.setRelease(this, number + 1);
	}

	/** Whether the ring must grow instead of overwriting a heartbeat. */
	private boolean isNeeded(int number, int capacity) {
		int overtakenBy = highest() - number;
		return (overtakenBy < 0) ? capacity < MAX_CAPACITY
				: capacity < OVERTAKEN && (this.acknowledged & 1L << overtakenBy) == 0;
	}

	/**
	 * When a heartbeat was sent.
	 * @param number its number
	 * @param forgotten the result if its time is no longer known
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
	 * Records an acknowledgement.
	 * @param sequence its sequence
	 * @param now the time of the same clock
	 * @return the round-trip time in nanoseconds, or one of the negative values
	 * {@link #LATE}, {@link #DUPLICATE} and {@link #UNKNOWN}
	 */
	public long acknowledge(short sequence, long now) {
		int sent = count();
		int age = sent - 1 - sequence & 0xffff;
		if (age > Short.MAX_VALUE || Integer.compareUnsigned(age, sent) >= 0) {
			return UNKNOWN;
		}
		int number = sent - 1 - age;
		// Read first: once it is marked, the sender may overwrite it.
		long time = (age < MAX_CAPACITY) ? time(number, FORGOTTEN) : FORGOTTEN;
		if (!mark(number)) {
			return DUPLICATE;
		}
		return (time == FORGOTTEN) ? LATE : Math.max(0, now - time);
	}

	/**
	 * Marks a number as acknowledged. Returns {@code false} if it is known to be a
	 * duplicate.
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
		Arrays.fill(larger, FORGOTTEN); // times that the smaller ring has overwritten are
										// unknown
		for (int i = number - slots.length; i != number; i++) {
			larger[i & larger.length - 1] = slots[i & slots.length - 1];
		}
		this.ring = larger;
		return larger;
	}

}
