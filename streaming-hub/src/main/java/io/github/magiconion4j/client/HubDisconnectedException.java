package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;

/**
 * A call failed because the connection has ended: status UNAVAILABLE. If the connection
 * ended after the call was made, the server may or may not have executed it.
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
