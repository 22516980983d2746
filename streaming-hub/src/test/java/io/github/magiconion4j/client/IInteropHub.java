package io.github.magiconion4j.client;

import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.StreamingHub;
import org.jspecify.annotations.Nullable;

/**
 * The contract of the recordings.
 */
interface IInteropHub extends StreamingHub<IInteropHubReceiver> {

	CompletionStage<Void> noopAsync();

	CompletionStage<Integer> addAsync(int a, int b);

	CompletionStage<String> echoAsync(String text);

	Payload echoPayloadAsync(Payload payload);

	@Nullable String nullAsync(@Nullable String text);

	CompletionStage<Void> failAsync(String message);

	CompletionStage<Void> failWithStatusAsync(int status, String detail);

	int joinAsync(String room, String user);

	CompletionStage<Void> leaveAsync();

	CompletionStage<Void> sayAsync(String text);

	CompletionStage<Void> sayToOthersAsync(String text);

	CompletionStage<Void> tickMeAsync(int times);

	CompletionStage<Void> sendPayloadToMeAsync(Payload payload);

	int askMeAsync(int x);

	String askMyNameAsync(String prefix, int n);

	String askMeToFailAsync(String reason);

	UUID connectionIdAsync();

	double latencyMillisAsync();

	long ackCountAsync();

	long millisSinceLastReceivedAsync();

	CompletionStage<Void> unregisterHeartbeatAsync();

}
