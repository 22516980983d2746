package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;

/**
 * A call that the server did not answer because the connection has ended: status
 * UNAVAILABLE. It is not known whether the server has done what was asked, unless the
 * connection had ended before.
 */
public class HubDisconnectedException extends HubStatusException {

	private static final long serialVersionUID = 1L;

	private final transient DisconnectReason reason;

	HubDisconnectedException(String serviceName, DisconnectReason reason) {
		super(Status.Code.UNAVAILABLE, "The connection to hub " + serviceName + " has ended: " + reason.detail(),
				reason.cause());
		this.reason = reason;
	}

	/**
	 * Why the connection ended.
	 * @return the reason
	 */
	public DisconnectReason reason() {
		return this.reason;
	}

}
