package io.github.magiconion4j.internal.heartbeat;

import java.util.List;

import io.github.magiconion4j.heartbeat.Liveness;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * In any order of events: no false disconnect, no missed death, and each latency belongs
 * to the matching heartbeat.
 */
class HeartbeatModelTest {

	/**
	 * Shorter ones are not detected reliably: at timeouts below 5 s, the timer checks
	 * every 50 ms.
	 */
	private static final int SHORTEST_PAUSE = 101;

	/**
	 * The interval and the timeout, of at most 64 intervals, so that the times of all
	 * unanswered heartbeats are known.
	 */
	record Durations(int interval, int timeout) {
	}

	@Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
	void theEngineMatchesTheModel(@ForAll("durations") Durations durations, @ForAll Liveness liveness,
			@ForAll("events") List<HeartbeatEvent> events) {
		run(durations, liveness, 0, events);
	}

	@Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
	void theEngineMatchesTheModelIfTheSequenceWraps(@ForAll("durations") Durations durations, @ForAll Liveness liveness,
			@ForAll @IntRange(min = 0, max = 80) int ahead, @ForAll boolean secondTime,
			@ForAll("events") List<HeartbeatEvent> events) {
		run(durations, liveness, (secondTime ? 65_536 : 32_768) - ahead, events);
	}

	private static void run(Durations durations, Liveness liveness, int before, List<HeartbeatEvent> events) {
		HeartbeatRun run = new HeartbeatRun(durations.interval(), durations.timeout(), liveness, before);
		for (HeartbeatEvent event : events) {
			if (!run.isOver()) {
				event.happen(run);
			}
		}
		if (!run.isOver()) { // and then the client is silent
			run.advance(durations.interval() + durations.timeout() + 1000);
		}
		run.checkSent();
	}

	@Provide
	Arbitrary<Durations> durations() {
		return Arbitraries.integers()
			.between(10, 200)
			.flatMap((interval) -> Arbitraries
				.oneOf(Arbitraries.just(0), Arbitraries.integers().between(10, interval),
						Arbitraries.integers().between(interval, 40 * interval))
				.map((timeout) -> new Durations(interval, timeout)));
	}

	@Provide
	Arbitrary<List<HeartbeatEvent>> events() {
		Arbitrary<HeartbeatEvent> event = Arbitraries.frequencyOf(
				Tuple.of(10, Arbitraries.integers().between(1, 500).map(HeartbeatEvent.Advance::new)),
				Tuple.of(4, Arbitraries.integers().between(0, 20).map(HeartbeatEvent.AcknowledgeRecent::new)),
				Tuple.of(4, Arbitraries.just(new HeartbeatEvent.AcknowledgeRecent(0))),
				Tuple.of(1, Arbitraries.integers().between(-3, 80).map(HeartbeatEvent.AcknowledgeRecent::new)),
				Tuple.of(1, Arbitraries.shorts().map(HeartbeatEvent.AcknowledgeAny::new)),
				Tuple.of(2, Arbitraries.just(new HeartbeatEvent.Receive())),
				Tuple.of(2, Arbitraries.integers().between(SHORTEST_PAUSE, 5000).map(HeartbeatEvent.Pause::new)),
				Tuple.of(1,
						Arbitraries.integers().between(-3_600_000, 3_600_000).map(HeartbeatEvent.StepWallClock::new)),
				Tuple.of(3, Arbitraries.of(true, false, false).map(HeartbeatEvent.Block::new)),
				Tuple.of(1, Arbitraries.just(new HeartbeatEvent.Unregister())),
				Tuple.of(2, Arbitraries.just(new HeartbeatEvent.Resume())));
		return event.list().ofMaxSize(60);
	}

}
