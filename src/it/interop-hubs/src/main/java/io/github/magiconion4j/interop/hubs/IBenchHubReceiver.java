package io.github.magiconion4j.interop.hubs;

/**
 * The receiver of {@link IBenchHub}.
 */
public interface IBenchHubReceiver {

	void onPublished(byte[] payload);

}
