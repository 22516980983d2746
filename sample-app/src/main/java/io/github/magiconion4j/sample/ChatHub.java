package io.github.magiconion4j.sample;

import java.util.List;

import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;

/**
 * What clients call. In C#: {@code interface IChatHub : IStreamingHub<IChatHub,
 * IChatHubReceiver>}, with the same methods in upper case.
 */
@ServiceName("IChatHub")
interface ChatHub extends StreamingHub<ChatHubReceiver> {

	/** C#: {@code ValueTask<string[]> JoinAsync(string user)}. Tells who is there. */
	List<String> joinAsync(String user);

	/** C#: {@code void Say(string text)}. Fire and forget. */
	void say(String text);

}
