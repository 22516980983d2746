package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection has come.
 *
 * @param phase how far
 * @param reason why nothing can be called any more; {@code null} while it can
 */
record ConnectionState(Phase phase, @Nullable DisconnectReason reason) {

	static final ConnectionState CONNECTING = new ConnectionState(Phase.CONNECTING, null);

	static final ConnectionState OPEN = new ConnectionState(Phase.OPEN, null);

	static final ConnectionState CLOSING = new ConnectionState(Phase.CLOSING,
			DisconnectReason.of(DisconnectReason.Type.CLIENT_CLOSED, "the client closed the connection"));

	/** The state after an event that ends the connection. */
	ConnectionState end(DisconnectReason event) {
		DisconnectReason known = this.reason;
		if (known == null) {
			return new ConnectionState(Phase.ENDED, event);
		}
		// Whatever ends it now, it was to end.
		return new ConnectionState(Phase.ENDED, (event.type() == DisconnectReason.Type.SERVER_CLOSED) ? known
				: new DisconnectReason(known.type(), known.detail() + ", then: " + event.detail(), event.cause()));
	}

	boolean is(Phase other) {
		return this.phase == other;
	}

	enum Phase {

		/** The call has begun, the server has not accepted yet. */
		CONNECTING,

		/** The server has accepted: headers came. */
		OPEN,

		/** The user closes it: what was called is sent, nothing more can be called. */
		CLOSING,

		/** It is over, or never came to be. */
		ENDED

	}

}
