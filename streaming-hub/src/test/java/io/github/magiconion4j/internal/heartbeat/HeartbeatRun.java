package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One connection of the engine and its model, which receive the same events. Ends with
 * the connection.
 */
final class HeartbeatRun {

	private final FakeTime time = new FakeTime();

	private final long start = this.time.timer().now();

	private final List<Long> leftAt = new ArrayList<>();

	/** On the wall clock. */
	private final List<Long> stamps = new ArrayList<>();

	/** Round-trip times, or why there is none. */
	private final List<Object> acknowledgements = new ArrayList<>();

	private OptionalLong death = OptionalLong.empty();

	private int skipped;

	private final int before;

	private final long timeout;

	private final FakeConnection connection;

	private final HeartbeatModel model;

	/**
	 * Creates a connection.
	 * @param before the number of heartbeats that were already sent and acknowledged
	 */
	HeartbeatRun(long interval, long timeout, Liveness liveness, int before) {
		this.before = before;
		this.timeout = timeout;
		this.connection = FakeConnection.started(
				Engines.heartbeats(this.time, Engines.settings(interval, timeout, liveness), null, new Recorder()));
		HeartbeatSession session = (HeartbeatSession) this.connection.heartbeat();
		for (int number = 0; number < before; number++) {
			session.get();
			this.connection.acknowledge(number);
		}
		this.leftAt.clear();
		this.stamps.clear();
		this.acknowledgements.clear();
		this.model = new HeartbeatModel(interval, timeout, liveness, before);
	}

	boolean isOver() {
		return this.death.isPresent();
	}

	int sent() {
		return this.before + this.leftAt.size();
	}

	void advance(long millis) {
		this.time.advanceMillis(millis);
		this.model.advance(millis, this.death);
	}

	/** A pause is longer where the timer sleeps longer, so that it cannot miss it. */
	void pause(long shortest) {
		long millis = shortest + HeartbeatModel.missed(this.timeout);
		this.time.pause(Duration.ofMillis(millis));
		this.model.pause(millis, this.death);
	}

	void stepWallClock(long millis) {
		this.time.stepWallClock(Duration.ofMillis(millis));
	}

	void block(boolean nowBlocked) {
		this.connection.block(nowBlocked);
		this.model.block(nowBlocked);
	}

	void unregister() {
		this.connection.heartbeat().unregister();
		this.model.unregister();
	}

	void resume() {
		this.connection.heartbeat().resume();
		this.model.resume();
	}

	void receive() {
		this.connection.receive();
		this.model.receive();
	}

	void acknowledge(short sequence) {
		this.acknowledgements.clear();
		this.connection.acknowledge(sequence);
		Set<Object> expected = this.model.acknowledge(sequence);
		assertThat(this.acknowledgements).hasSize(1);
		Object actual = this.acknowledgements.get(0);
		assertThat(expected).as("what the acknowledgement of %s tells", sequence).contains(actual);
		if (actual instanceof Long roundTrip) {
			assertThat(this.connection.heartbeat().latency()).isEqualTo(Duration.ofMillis(roundTrip));
		}
	}

	/**
	 * The expected heartbeats were sent, at the expected times and with the expected
	 * content.
	 */
	void checkSent() {
		assertThat(this.leftAt).isEqualTo(this.model.leftAt());
		assertThat(this.skipped).isEqualTo(this.model.skipped());
		assertThat(this.connection.isDisconnected()).isEqualTo(isOver());
		for (int i = 0; i < this.stamps.size(); i++) {
			assertThat(this.connection.sent(i).sequence()).isEqualTo((short) (this.before + i));
			assertThat(this.connection.sent(i).serverSentAt()).isEqualTo(this.stamps.get(i));
		}
	}

	private long millis() {
		return Duration.ofNanos(this.time.timer().now() - this.start).toMillis();
	}

	/**
	 * The current millisecond, or the next one if a part of it has passed: ticks are not
	 * at whole milliseconds, so neither are pauses and the deadlines that they extend.
	 * What happens at the beginning of the millisecond in which the peer is found dead
	 * happens before that.
	 */
	private long nextMilli() {
		return Duration.ofNanos(this.time.timer().now() - this.start).plusNanos(999_999).toMillis();
	}

	private final class Recorder implements HeartbeatListener {

		@Override
		public void sent(HubContext sender) {
			HeartbeatRun.this.leftAt.add(millis());
			HeartbeatRun.this.stamps.add(HeartbeatRun.this.time.millis());
		}

		@Override
		public void skipped(HubContext sender) {
			HeartbeatRun.this.skipped++;
		}

		@Override
		public void acknowledged(HubContext sender, long roundTripNanos) {
			HeartbeatRun.this.acknowledgements.add(Duration.ofNanos(roundTripNanos).toMillis());
		}

		@Override
		public void ignored(HubContext sender, IgnoredAck why) {
			HeartbeatRun.this.acknowledgements.add(why);
		}

		@Override
		public void timedOut(HubContext ended) {
			HeartbeatRun.this.death = OptionalLong.of(nextMilli());
		}

	}

}
