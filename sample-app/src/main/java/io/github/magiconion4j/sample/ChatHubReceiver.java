package io.github.magiconion4j.sample;

/**
 * The methods that the server calls on its clients. In C#:
 * {@code interface IChatHubReceiver}.
 */
interface ChatHubReceiver {

	void onJoin(String user);

	void onMessage(String user, String text);

	void onLeave(String user);

}
