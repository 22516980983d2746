package io.github.magiconion4j.testing.chat;

import java.util.concurrent.CompletionStage;

/**
 * The receiver of {@link ChatHub}.
 */
public interface ChatHubReceiver {

	void onMessage(String user, String text);

	CompletionStage<Boolean> confirmAsync(String question);

}
