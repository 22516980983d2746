package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A call that was not sent, because the client was not connected: status UNAVAILABLE. The
 * server has not seen it, so it may be called again.
 */
public class HubNotConnectedException extends HubStatusException {

	private static final long serialVersionUID = 1L;

	HubNotConnectedException(String serviceName, String why, @Nullable Throwable cause) {
		super(Status.Code.UNAVAILABLE, "Hub " + serviceName + " is not connected: " + why, cause);
	}

}
