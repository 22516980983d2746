package io.github.magiconion4j.interop.hubs;

/**
 * What the server calls on a client of {@link IBenchHub}.
 */
public interface IBenchHubReceiver {

	void onPublished(byte[] payload);

}
