package io.github.magiconion4j.server;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Announces a connection to its hub's service and to listeners. They are notified of the
 * start before the end, even if another thread ends the connection at the same moment.
 * <p>
 * It is a superclass, not a field, to save one object per connection.
 */
abstract class Registration {

	private static final AtomicReferenceFieldUpdater<Registration, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(Registration.class, State.class, "state");

	final Connection connection;

	private volatile State state = State.NEW;

	Registration(Connection connection) {
		this.connection = connection;
	}

	/** The client is connected, unless the connection has ended. */
	final void announce() {
		if (STATE.compareAndSet(this, State.NEW, State.ANNOUNCING)) {
			this.connection.service().add(this.connection);
			if (!STATE.compareAndSet(this, State.ANNOUNCING, State.CONNECTED)) {
				remove(this.connection.ended());
			}
		}
	}

	/** The connection has ended. Called once. */
	final void announceEnd(DisconnectReason reason) {
		State before = STATE.getAndSet(this, State.ENDED);
		if (before == State.CONNECTED) {
			remove(reason);
		}
		else if (before == State.NEW) {
			this.connection.service().refused(this.connection, reason);
		}
	}

	private void remove(@Nullable DisconnectReason reason) {
		if (reason != null) {
			this.connection.service().remove(this.connection, reason);
		}
	}

	private enum State {

		/** Not announced yet. */
		NEW,

		/** Listeners are being notified that the client is connected. */
		ANNOUNCING,

		/** Listeners have been notified. */
		CONNECTED,

		/**
		 * The connection has ended. A thread that is still announcing it reports the end
		 * as well.
		 */
		ENDED

	}

}
