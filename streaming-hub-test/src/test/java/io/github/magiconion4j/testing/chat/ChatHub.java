package io.github.magiconion4j.testing.chat;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import jakarta.validation.constraints.NotBlank;

/**
 * The hub of the page about tests.
 */
@ServiceName("IChatHub")
public interface ChatHub extends StreamingHub<ChatHubReceiver> {

	CompletionStage<Integer> joinAsync(@NotBlank String room, String user);

	void say(String text);

}
