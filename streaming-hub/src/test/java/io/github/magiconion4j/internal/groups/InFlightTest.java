package io.github.magiconion4j.internal.groups;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InFlightTest {

	private static final byte[] TICK = { 1 };

	private static final byte[] OWN = { 2 };

	private final InFlight inFlight = new InFlight();

	private int epoch;

	private void goDownAndUp(long seconds) {
		this.inFlight.away();
		this.inFlight.strand(++this.epoch);
		this.inFlight.back(nanos(seconds));
	}

	private void publish(byte[] message, long seconds) {
		this.inFlight.add(message, this.epoch, nanos(seconds));
	}

	private InFlight.Came.Kind received(byte[] message, long seconds) {
		return this.inFlight.came(message, nanos(seconds)).kind();
	}

	private static long nanos(long seconds) {
		return TimeUnit.SECONDS.toNanos(seconds);
	}

	@Test
	void aStrandedMessageIsRecognizedForTenSeconds() {
		publish(TICK, 0);
		publish(TICK, 0);
		goDownAndUp(1);
		assertThat(received(TICK, 10)).isEqualTo(InFlight.Came.Kind.STRANDED);
		assertThat(received(TICK, 12)).isEqualTo(InFlight.Came.Kind.OF_OTHERS);
	}

	/**
	 * Otherwise it would be kept for as long as the group exists, and after a later
	 * outage an equal message of another server would be mistaken for it.
	 */
	@Test
	void aStrandedMessageIsForgottenAlsoIfOnlyOwnMessagesArrive() {
		publish(TICK, 0);
		goDownAndUp(1);
		publish(OWN, 20);
		assertThat(received(OWN, 20)).isEqualTo(InFlight.Came.Kind.OWN);
		goDownAndUp(30);
		assertThat(received(TICK, 31)).isEqualTo(InFlight.Came.Kind.OF_OTHERS);
	}

}
