package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.testing.FakeTime;
import org.jspecify.annotations.Nullable;

/**
 * Engines on fake time, whose executors run tasks directly.
 */
final class Engines {

	/** The first heartbeat is sent after one interval, as in C#. */
	static final double AS_CSHARP = 0.5;

	private Engines() {
	}

	static HeartbeatEngine engine(FakeTime time, double phase) {
		return new HeartbeatEngine(time.timer(), time, Runnable::run, Runnable::run, () -> phase);
	}

	static Heartbeats heartbeats(FakeTime time, long intervalMillis, long timeoutMillis) {
		return heartbeats(time, settings(intervalMillis, timeoutMillis, Liveness.ANY_MESSAGE), null,
				HeartbeatListener.NONE);
	}

	static Heartbeats heartbeats(FakeTime time, HeartbeatSettings settings,
			@Nullable HeartbeatMetadataProvider provider, HeartbeatListener listener) {
		return engine(time, AS_CSHARP).heartbeats("IFakeHub", settings, provider, Engines::encode, listener);
	}

	static HeartbeatSettings settings(long intervalMillis, long timeoutMillis, Liveness liveness) {
		return new HeartbeatSettings(Duration.ofMillis(intervalMillis), Duration.ofMillis(timeoutMillis), liveness,
				HeartbeatSettings.UNAVAILABLE, HeartbeatSettings.MAX_METADATA_SIZE);
	}

	private static byte[] encode(@Nullable Object value) {
		return (value == null) ? new byte[] { (byte) 0xc0 }
				: value.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
	}

}
