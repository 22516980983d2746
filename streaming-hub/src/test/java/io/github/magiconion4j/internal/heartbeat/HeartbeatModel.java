package io.github.magiconion4j.internal.heartbeat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.heartbeat.Liveness;

/**
 * A simple model of the heartbeat of one connection, millisecond by millisecond, without
 * limits and without optimizations. It predicts exactly when heartbeats are sent and what
 * acknowledgements measure, and for a timeout the first and the last possible
 * millisecond, which differ because a timer detects pauses with limited accuracy, and
 * remembers only eight of them.
 */
final class HeartbeatModel {

	/** By how much a pause may be overestimated. */
	private static final long TICK = 50;

	/**
	 * From this timeout on, the timer sleeps for 100 ms, not for 50, and so misses up to
	 * 50 ms of the beginning of a pause. No timeout here is long enough for 200 ms.
	 */
	private static final long LONG_TIMEOUT = 5000;

	private record Pause(long begin, long end) {

		long since(long time) {
			return Math.max(0, this.end - Math.max(this.begin, time));
		}

	}

	private final long interval;

	private final long timeout;

	private final Liveness liveness;

	/** Earlier heartbeats, all of them acknowledged. */
	private final int before;

	private final List<Long> leftAt = new ArrayList<>();

	private final Set<Integer> acknowledged = new HashSet<>();

	private final List<Pause> pauses = new ArrayList<>();

	private long now;

	private boolean running = true;

	private long nextDue;

	/** Since when a due heartbeat could not be sent. */
	private OptionalLong dueSince = OptionalLong.empty();

	/** And a message has arrived since then. */
	private boolean excused;

	private boolean blocked;

	private boolean waiting;

	private int skipped;

	private int highest;

	private int answered;

	/** No heartbeat was due since heartbeats were started or resumed. */
	private boolean starting = true;

	HeartbeatModel(long interval, long timeout, Liveness liveness, int before) {
		this.interval = interval;
		this.timeout = timeout;
		this.liveness = liveness;
		this.before = before;
		this.nextDue = interval;
		this.highest = before - 1;
		this.answered = before;
	}

	/** When the heartbeats were sent. */
	List<Long> leftAt() {
		return this.leftAt;
	}

	/** How many heartbeats were due while another one waited. */
	int skipped() {
		return this.skipped;
	}

	int sent() {
		return this.before + this.leftAt.size();
	}

	/** Correct whether or not the connection ended at that time. */
	void advance(long millis, OptionalLong death) {
		for (long i = 0; i < millis && !isPast(death); i++) {
			this.now++;
			step(death);
		}
	}

	void pause(long millis, OptionalLong death) {
		this.pauses.add(new Pause(this.now, this.now + millis));
		this.now += millis;
		step(death);
	}

	private boolean isPast(OptionalLong death) {
		return death.isPresent() && death.getAsLong() <= this.now;
	}

	private void step(OptionalLong death) {
		if (this.running && this.starting && this.now >= this.nextDue) {
			this.starting = false;
			this.answered = sent(); // due before a suspension
		}
		if (isPast(death)) {
			if (!this.running || this.now < firstDeath()) {
				throw new AssertionError("dead at " + this.now + " instead of " + firstDeath());
			}
			return;
		}
		if (this.running && this.now >= lastDeath()) {
			throw new AssertionError("not dead at " + this.now + ", due from " + firstDeath());
		}
		if (this.running && this.now >= this.nextDue) {
			while (this.nextDue <= this.now) {
				this.nextDue += this.interval;
			}
			if (this.dueSince.isPresent()) {
				this.skipped++;
			}
			if (this.dueSince.isEmpty() || this.excused) {
				this.dueSince = OptionalLong.of(this.now);
				this.excused = false;
			}
			this.waiting = true;
			leaveIfPossible();
		}
	}

	private void leaveIfPossible() {
		if (this.waiting && !this.blocked) {
			this.waiting = false;
			if (this.running) {
				this.dueSince = OptionalLong.empty();
				this.leftAt.add(this.now);
				if (this.excused) {
					this.answered = sent();
					this.excused = false;
				}
			}
		}
	}

	/** Since when a sign of life is missing. */
	private OptionalLong unansweredSince() {
		if (this.starting) {
			return OptionalLong.empty();
		}
		if (this.answered < sent()) {
			return OptionalLong.of(leftAt(this.answered));
		}
		return this.excused ? OptionalLong.empty() : this.dueSince;
	}

	private long leftAt(int number) {
		return this.leftAt.get(number - this.before);
	}

	/** By how much a pause may be underestimated. */
	static long missed(long timeout) {
		return (timeout < LONG_TIMEOUT) ? 0 : 50;
	}

	/** If pauses are measured exactly. */
	private long death() {
		OptionalLong since = unansweredSince();
		if (this.timeout == 0 || since.isEmpty()) {
			return Long.MAX_VALUE;
		}
		long time = since.getAsLong();
		return time + this.timeout + this.pauses.stream().mapToLong((pause) -> pause.since(time)).sum();
	}

	private long pausesSince(long time) {
		return this.pauses.stream().filter((pause) -> pause.since(time) > 0).count();
	}

	private long firstDeath() {
		long death = death();
		return (death == Long.MAX_VALUE) ? death
				: death - pausesSince(unansweredSince().getAsLong()) * missed(this.timeout);
	}

	private long lastDeath() {
		long death = death();
		if (death == Long.MAX_VALUE) {
			return death;
		}
		long seen = pausesSince(unansweredSince().getAsLong());
		long joined = (this.pauses.size() > 8) ? this.pauses.stream().mapToLong((pause) -> pause.since(0)).sum() : 0;
		return death + seen * TICK + joined;
	}

	void block(boolean nowBlocked) {
		this.blocked = nowBlocked;
		leaveIfPossible();
	}

	void unregister() {
		this.running = false;
	}

	void resume() {
		if (!this.running) {
			this.running = true;
			this.starting = true;
			this.dueSince = OptionalLong.empty();
			this.excused = false;
			this.nextDue = this.now + this.interval;
		}
	}

	void receive() {
		if (this.liveness == Liveness.ANY_MESSAGE) {
			this.answered = sent();
			this.excused = this.dueSince.isPresent();
		}
	}

	/**
	 * An acknowledgement arrives.
	 * @return the possible outcomes: a round-trip time, or why it is ignored
	 */
	Set<Object> acknowledge(short sequence) {
		receive();
		int age = Math.floorMod(sent() - 1 - sequence, 1 << 16);
		int number = sent() - 1 - age;
		if (age > Short.MAX_VALUE || number < 0) {
			return Set.of(IgnoredAck.UNKNOWN);
		}
		boolean again = number < this.before || this.acknowledged.contains(number);
		int newest = this.highest;
		this.acknowledged.add(number);
		this.highest = Math.max(newest, number);
		this.answered = Math.max(this.answered, this.highest + 1);
		if (number <= newest - 64) {
			return Set.of(IgnoredAck.LATE);
		}
		if (again) {
			return Set.of(IgnoredAck.DUPLICATE);
		}
		if (age >= 64) {
			return Set.of(IgnoredAck.LATE);
		}
		long roundTrip = this.now - leftAt(number);
		// A heartbeat that was overtaken may be forgotten after eight more.
		return (number < newest && age >= 8) ? Set.of(roundTrip, IgnoredAck.LATE) : Set.of(roundTrip);
	}

}
