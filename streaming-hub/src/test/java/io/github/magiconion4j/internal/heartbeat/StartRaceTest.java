package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.StubConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that ends while it is starting.
 */
class StartRaceTest {

	private final FakeTime time = new FakeTime();

	/** A connection that gets its own time asks for it. */
	private final AtomicInteger asked = new AtomicInteger();

	private final Heartbeats heartbeats = new HeartbeatEngine(this.time.timer(), this.time, Runnable::run,
			Runnable::run, (earliest, interval) -> {
				this.asked.incrementAndGet();
				return earliest;
			})
		.heartbeats("IHub", HeartbeatSettings.of(Duration.ofSeconds(1), Duration.ZERO), null, (value) -> new byte[0],
				HeartbeatListener.NONE);

	@Test
	void keepsNothingOfItsTransport() {
		Transport transport = new Transport();
		Silent first = new Silent(this.heartbeats, transport);
		transport.onFirstUse = first::stop;
		first.start();
		assertThat(this.asked).hasValue(1);

		new Silent(this.heartbeats, transport).start();
		assertThat(this.asked).as("the next one shares nothing with the one that ended").hasValue(2);
	}

	/** Called between the two steps of a start. */
	private static final class Transport {

		private Runnable onFirstUse = () -> {
		};

		@Override
		public int hashCode() {
			Runnable once = this.onFirstUse;
			this.onFirstUse = () -> {
			};
			once.run();
			return 7;
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

	}

	private static final class Silent extends StubConnection {

		Silent(Heartbeats heartbeats, Object transport) {
			super(heartbeats, transport);
		}

		void stop() {
			connectionHeartbeat().stop();
		}

		@Override
		public void requestHeartbeat() {
		}

	}

}
