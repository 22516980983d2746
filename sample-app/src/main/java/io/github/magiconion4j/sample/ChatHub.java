package io.github.magiconion4j.sample;

import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;

/**
 * The methods that clients call. In C#:
 * {@code interface IChatHub : IStreamingHub<IChatHub, IChatHubReceiver>}, with the same
 * methods in upper camel case.
 */
@ServiceName("IChatHub")
interface ChatHub extends StreamingHub<ChatHubReceiver> {

	/**
	 * C#: {@code Task<int> JoinAsync(string room, string user)}. Returns the number of
	 * members.
	 */
	int joinAsync(String room, String user);

	/** C#: {@code void Say(string text)}. Fire and forget. */
	void say(String text);

}
