package io.github.magiconion4j.interop.hubs;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.StreamingHub;

/**
 * A contract for load: heartbeats alone, calls, or broadcasts.
 */
public interface IBenchHub extends StreamingHub<IBenchHubReceiver> {

	/**
	 * The latencies that the server has seen.
	 * @return count, p50, p90, p99, p99.9 and maximum in microseconds, over every
	 * acknowledgement of any connection since the last call
	 */
	long[] latencyReportAsync();

	int echoAsync(int value);

	CompletionStage<Void> joinAsync(String room);

	CompletionStage<Void> publishAsync(byte[] payload);

}
