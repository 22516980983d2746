package io.github.magiconion4j.interop.client;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.interop.hubs.IBenchHubReceiver;

/**
 * The load hub with asynchronous results.
 */
@ServiceName("IBenchHub")
interface AsyncBenchHub extends StreamingHub<IBenchHubReceiver> {

	CompletionStage<long[]> latencyReportAsync();

	CompletionStage<Integer> echoAsync(int value);

	CompletionStage<Void> joinAsync(String room);

	CompletionStage<Void> publishAsync(byte[] payload);

}
