package io.github.magiconion4j.internal.heartbeat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.heartbeat.ConnectionHeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.Liveness;
import io.github.magiconion4j.heartbeat.RawMetadata;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A faulty metadata provider has no effect on anything else.
 */
class HeartbeatMetadataTest {

	private final FakeTime time = new FakeTime();

	private final List<Throwable> failures = new ArrayList<>();

	private final HeartbeatListener listener = new HeartbeatListener() {

		@Override
		public void metadataFailed(Throwable failure) {
			HeartbeatMetadataTest.this.failures.add(failure);
		}

	};

	private Heartbeats heartbeats(HeartbeatMetadataProvider provider) {
		return Engines.heartbeats(this.time, Engines.settings(100, 0, Liveness.ANY_MESSAGE), provider, this.listener);
	}

	@Test
	void theProvidersValueIsEncodedAndSent() {
		FakeConnection connection = FakeConnection.started(heartbeats(() -> "1.2.3.4"));
		this.time.advanceMillis(100);
		assertThat(metadata(connection, 0)).isEqualTo("1.2.3.4");
	}

	@Test
	void rawMetadataIsSentAsItIs() {
		byte[] hello = "Hello".getBytes(StandardCharsets.US_ASCII);
		FakeConnection connection = FakeConnection.started(heartbeats(() -> RawMetadata.of(hello)));
		hello[0] = 'J'; // a copy was taken, or will be
		this.time.advanceMillis(100);
		assertThat(metadata(connection, 0)).isEqualTo("Jello");
		hello[0] = 'Y';
		this.time.advanceMillis(50);
		assertThat(metadata(connection, 0)).isEqualTo("Jello");
	}

	@Test
	void nullIsNil() {
		FakeConnection connection = FakeConnection.started(heartbeats(() -> null));
		this.time.advanceMillis(100);
		assertThat(connection.sent(0).metadata().toBytes()).containsExactly(0xc0);
	}

	@Test
	void theProviderIsCalledOncePerIntervalForAllConnections() {
		AtomicInteger asked = new AtomicInteger();
		Heartbeats heartbeats = heartbeats(asked::incrementAndGet);
		for (int i = 0; i < 50; i++) {
			FakeConnection.started(heartbeats);
			this.time.advanceMillis(1);
		}
		this.time.advanceMillis(949);
		assertThat(asked).hasValue(10);
	}

	@Test
	void theProviderIsNotCalledWithoutConnections() {
		AtomicInteger asked = new AtomicInteger();
		Heartbeats heartbeats = heartbeats(asked::incrementAndGet);
		FakeConnection connection = FakeConnection.started(heartbeats);
		this.time.advanceMillis(250);
		connection.stop();
		this.time.advanceMillis(1000);
		assertThat(asked).hasValue(3);
		for (int i = 0; i < 4; i++) { // new connections do not cause more calls
			FakeConnection.started(heartbeats).stop();
			FakeConnection.started(heartbeats);
			this.time.advanceMillis(20);
		}
		assertThat(asked).hasValue(4);
	}

	/**
	 * A connection that starts just before the provider is called may see the previous
	 * time, and request a call at that time.
	 */
	@Test
	void aLateRequestDoesNotCallTheProviderAgain() {
		AtomicInteger asked = new AtomicInteger();
		HubMetadata metadata = new HubMetadata("IFakeHub", (value) -> new byte[0], this.time.timer(),
				Engines.settings(100, 0, Liveness.ANY_MESSAGE), this.listener);
		MetadataCache cache = new MetadataCache(metadata, asked::incrementAndGet, Runnable::run, false);
		cache.retain();
		this.time.advanceMillis(1);
		assertThat(asked).hasValue(1);
		this.time.timer().schedule(cache, this.time.timer().now());
		this.time.advanceMillis(98);
		assertThat(asked).hasValue(1);
		this.time.advanceMillis(100);
		assertThat(asked).hasValue(2);
	}

	@Test
	void aThrowingProviderStopsNoHeartbeat() {
		FakeConnection connection = FakeConnection.started(heartbeats(() -> {
			throw new StackOverflowError();
		}));
		this.time.advanceMillis(500);
		assertThat(connection.sent()).hasSize(5);
		assertThat(connection.sent(4).metadata().toBytes()).containsExactly(0xc0);
		assertThat(this.failures).hasSizeGreaterThanOrEqualTo(5).allMatch(StackOverflowError.class::isInstance);
	}

	@Test
	void tooMuchMetadataIsAFailure() {
		AtomicInteger asked = new AtomicInteger();
		FakeConnection connection = FakeConnection
			.started(heartbeats(() -> RawMetadata.of(new byte[16 * 1024 + asked.getAndIncrement()])));
		this.time.advanceMillis(400);
		assertThat(connection.sent(3).metadata().length()).isEqualTo(16 * 1024);
		assertThat(this.failures).isNotEmpty();
		assertThat(this.failures.get(0)).hasMessage("The metadata has 16385 bytes, more than 16384");
	}

	@Test
	void theLastGoodValueIsSentWhileTheProviderFails() {
		AtomicInteger asked = new AtomicInteger();
		FakeConnection connection = FakeConnection.started(heartbeats(() -> {
			if (asked.incrementAndGet() > 2) {
				throw new IllegalStateException("a provider");
			}
			return "value " + asked.get();
		}));
		this.time.advanceMillis(1000);
		assertThat(connection.sent()).hasSize(10);
		assertThat(metadata(connection, 9)).isEqualTo("value 2");
	}

	@Test
	void aBlockingProviderIsNotCalledAgainAndDelaysNoHeartbeat() {
		List<Runnable> blocked = new ArrayList<>();
		AtomicInteger asked = new AtomicInteger();
		HeartbeatEngine engine = new HeartbeatEngine(this.time.timer(), this.time, Runnable::run, blocked::add,
				HeartbeatEngine.AS_CSHARP);
		FakeConnection connection = FakeConnection.started(engine.heartbeats("IFakeHub",
				Engines.settings(100, 0, Liveness.ANY_MESSAGE), () -> "value " + asked.incrementAndGet(),
				(value) -> String.valueOf(value).getBytes(StandardCharsets.US_ASCII), HeartbeatListener.NONE));
		this.time.advanceMillis(500);
		assertThat(connection.sent()).hasSize(5);
		assertThat(blocked).hasSize(1);
		blocked.remove(0).run(); // at last
		this.time.advanceMillis(100);
		assertThat(metadata(connection, 5)).isEqualTo("value 1");
		assertThat(blocked).hasSize(1);
	}

	@Test
	void aConnectionMayHaveItsOwnMetadata() {
		AtomicInteger asked = new AtomicInteger();
		ConnectionHeartbeatMetadataProvider provider = (connection) -> connection.connectionId() + " "
				+ asked.incrementAndGet();
		Heartbeats heartbeats = heartbeats(provider);
		FakeConnection first = FakeConnection.started(heartbeats);
		FakeConnection second = FakeConnection.started(heartbeats);
		this.time.advanceMillis(190);
		assertThat(metadata(first, 0)).startsWith(first.connectionId().toString());
		assertThat(metadata(second, 0)).startsWith(second.connectionId().toString());
		assertThat(asked).hasValue(4);
		first.stop();
		this.time.advanceMillis(1000);
		assertThat(asked).hasValue(14);
		second.stop();
		this.time.advanceMillis(1000);
		assertThat(asked).hasValue(14);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	private static String metadata(FakeConnection connection, int index) {
		return new String(connection.sent(index).metadata().toBytes(), StandardCharsets.US_ASCII);
	}

}
