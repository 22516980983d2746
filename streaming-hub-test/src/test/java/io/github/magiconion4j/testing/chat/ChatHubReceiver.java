package io.github.magiconion4j.testing.chat;

import java.util.concurrent.CompletionStage;

/**
 * What the clients of {@link ChatHub} are.
 */
public interface ChatHubReceiver {

	void onMessage(String user, String text);

	CompletionStage<Boolean> confirmAsync(String question);

}
