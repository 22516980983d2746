package io.github.magiconion4j.internal.heartbeat;

import java.time.Duration;
import java.util.function.LongBinaryOperator;

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

	private Engines() {
	}

	static HeartbeatEngine engine(FakeTime time, LongBinaryOperator firstDue) {
		return new HeartbeatEngine(time.timer(), time, Runnable::run, Runnable::run, firstDue);
	}

	static Heartbeats heartbeats(FakeTime time, long intervalMillis, long timeoutMillis) {
		return heartbeats(time, settings(intervalMillis, timeoutMillis, Liveness.ANY_MESSAGE), null,
				HeartbeatListener.NONE);
	}

	static Heartbeats heartbeats(FakeTime time, HeartbeatSettings settings,
			@Nullable HeartbeatMetadataProvider provider, HeartbeatListener listener) {
		return engine(time, HeartbeatEngine.AS_CSHARP).heartbeats("IFakeHub", settings, provider, Engines::encode,
				listener);
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
