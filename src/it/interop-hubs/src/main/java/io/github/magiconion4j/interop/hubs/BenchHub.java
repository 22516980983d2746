package io.github.magiconion4j.interop.hubs;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.StreamingHubBase;

/**
 * Answers at once, and notes every latency.
 */
@StreamingHubService
class BenchHub extends StreamingHubBase<IBenchHubReceiver> implements IBenchHub {

	private final LatencyLog latencies;

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

	@Override
	public int echoAsync(int value) {
		return value;
	}

	@Override
	public CompletionStage<Void> joinAsync(String room) {
		throw Unsupported.groups();
	}

	@Override
	public CompletionStage<Void> publishAsync(byte[] payload) {
		throw Unsupported.groups();
	}

}
