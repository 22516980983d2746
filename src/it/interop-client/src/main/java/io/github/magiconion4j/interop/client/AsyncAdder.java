package io.github.magiconion4j.interop.client;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.interop.hubs.IInteropHubReceiver;

/**
 * A method of the interop hub with an asynchronous result.
 */
@ServiceName("IInteropHub")
interface AsyncAdder extends StreamingHub<IInteropHubReceiver> {

	CompletionStage<Integer> addAsync(int a, int b);

}
