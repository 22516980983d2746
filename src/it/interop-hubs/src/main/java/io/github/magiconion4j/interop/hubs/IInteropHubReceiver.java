package io.github.magiconion4j.interop.hubs;

import java.util.concurrent.CompletionStage;

/**
 * The receiver of {@link IInteropHub}.
 */
public interface IInteropHubReceiver {

	void onMessage(String user, String text);

	void onTick();

	void onPayload(Payload payload);

	CompletionStage<Integer> askAsync(int x);

	CompletionStage<String> askNameAsync(String prefix, int n);

	CompletionStage<Integer> askFailAsync(String reason);

}
