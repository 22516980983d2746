package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A call was not sent because the client was not connected: status UNAVAILABLE. The
 * server has not seen it, so you can safely repeat it.
 */
public class HubNotConnectedException extends HubStatusException {

	private static final long serialVersionUID = 1L;

	private HubNotConnectedException(String serviceName, String why, @Nullable Throwable cause) {
		super(Status.Code.UNAVAILABLE, "Hub " + serviceName + " is not connected: " + why, cause);
	}

	/**
	 * Creates the exception from the reason of the last end; {@code null} if there was no
	 * connection yet.
	 */
	static HubNotConnectedException of(String serviceName, @Nullable DisconnectReason reason) {
		return (reason == null)
				? new HubNotConnectedException(serviceName, "the first connection is not open yet", null)
				: new HubNotConnectedException(serviceName, reason.detail(), reason.cause());
	}

}
