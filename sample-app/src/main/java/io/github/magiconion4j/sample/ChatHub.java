package io.github.magiconion4j.sample;

import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;

/**
 * What clients call. In C#: {@code interface IChatHub : IStreamingHub<IChatHub,
 * IChatHubReceiver>}, with the same methods in upper case.
 */
@ServiceName("IChatHub")
interface ChatHub extends StreamingHub<ChatHubReceiver> {

	/** C#: {@code Task<int> JoinAsync(string user)}. Tells how many are there. */
	int joinAsync(String user);

	/** C#: {@code void Say(string text)}. Fire and forget. */
	void say(String text);

}
