package io.github.magiconion4j.interop.hubs;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.NonBlocking;
import io.github.magiconion4j.hub.StreamingHubBase;
import org.jspecify.annotations.Nullable;

/**
 * Answers immediately, and records every latency.
 */
@StreamingHubService
class BenchHub extends StreamingHubBase<IBenchHubReceiver> implements IBenchHub {

	private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

	private final LatencyLog latencies;

	private @Nullable HubGroup<IBenchHubReceiver> room;

	BenchHub(LatencyLog latencies) {
		this.latencies = latencies;
	}

	@Override
	protected void onConnected() {
		context().heartbeat().setAckCallback(this.latencies::add);
	}

	@Override
	public long[] latencyReportAsync() {
		return this.latencies.report();
	}

	@NonBlocking
	@Override
	public int echoAsync(int value) {
		return value;
	}

	@Override
	public CompletionStage<Void> joinAsync(String roomName) {
		this.room = group().add(roomName);
		return DONE;
	}

	@NonBlocking
	@Override
	public CompletionStage<Void> publishAsync(byte[] payload) {
		Objects.requireNonNull(this.room).all().onPublished(payload);
		return DONE;
	}

}
