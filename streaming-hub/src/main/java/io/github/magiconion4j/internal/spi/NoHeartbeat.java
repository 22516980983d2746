package io.github.magiconion4j.internal.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.HeartbeatFeature;
import org.jspecify.annotations.Nullable;

enum NoHeartbeat implements ConnectionHeartbeat, HeartbeatFeature {

	INSTANCE;

	@Override
	public HeartbeatFeature feature() {
		return this;
	}

	@Override
	public void start() {
	}

	@Override
	public byte @Nullable [] get() {
		return null;
	}

	@Override
	public void messageReceived() {
	}

	@Override
	public void acknowledged(short sequence) {
	}

	@Override
	public void stop() {
	}

	@Override
	public Duration latency() {
		return Duration.ZERO;
	}

	@Override
	public Duration smoothedLatency() {
		return Duration.ZERO;
	}

	@Override
	public Duration latencyVariation() {
		return Duration.ZERO;
	}

	@Override
	public Duration minimumLatency() {
		return Duration.ZERO;
	}

	@Override
	public @Nullable Instant lastReceivedAt() {
		return null;
	}

	@Override
	public long sent() {
		return 0;
	}

	@Override
	public int outstanding() {
		return 0;
	}

	@Override
	public @Nullable Instant lastSentAt() {
		return null;
	}

	@Override
	public Duration interval() {
		return Duration.ZERO;
	}

	@Override
	public Duration timeout() {
		return Duration.ZERO;
	}

	@Override
	public void setAckCallback(@Nullable Consumer<Duration> callback) {
	}

	@Override
	public void suspend() {
	}

	@Override
	public void resume() {
	}

	@Override
	public boolean suspended() {
		return false;
	}

	@Override
	public boolean timedOut() {
		return false;
	}

}
