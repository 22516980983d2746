package io.github.magiconion4j.interop.hubs;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.StreamingHub;

/**
 * The contract of load tests: heartbeats, calls or broadcasts.
 */
public interface IBenchHub extends StreamingHub<IBenchHubReceiver> {

	/**
	 * The latencies that the server has measured.
	 * @return count, p50, p90, p99, p99.9 and maximum in microseconds, over all
	 * acknowledgements of all connections since the last call
	 */
	long[] latencyReportAsync();

	int echoAsync(int value);

	CompletionStage<Void> joinAsync(String room);

	CompletionStage<Void> publishAsync(byte[] payload);

}
