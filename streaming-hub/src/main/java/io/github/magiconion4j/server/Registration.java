package io.github.magiconion4j.server;

import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.hub.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection is known to its hub's service and to listeners. These hear of the
 * beginning before the end, also if another thread ends the connection just then.
 */
final class Registration {

	private final HubService service;

	private final Connection connection;

	private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

	private volatile @Nullable DisconnectReason endedEarly;

	Registration(HubService service, Connection connection) {
		this.service = service;
		this.connection = connection;
	}

	/** The client is connected, unless the connection has ended. */
	void connected() {
		if (this.state.compareAndSet(State.NEW, State.ANNOUNCING)) {
			this.service.add(this.connection);
			if (!this.state.compareAndSet(State.ANNOUNCING, State.CONNECTED)) {
				remove(this.endedEarly);
			}
		}
	}

	/** The connection has ended. Called once. */
	void ended(DisconnectReason reason) {
		this.endedEarly = reason;
		State before = this.state.getAndSet(State.ENDED);
		if (before == State.CONNECTED) {
			remove(reason);
		}
		else if (before == State.NEW) {
			this.service.refused(this.connection, reason);
		}
	}

	private void remove(@Nullable DisconnectReason reason) {
		if (reason != null) {
			this.service.remove(this.connection, reason);
		}
	}

	private enum State {

		/** Nobody knows of it. */
		NEW,

		/** Listeners are being told that it is connected. */
		ANNOUNCING,

		/** It is known. */
		CONNECTED,

		/** It has ended. Whoever announces it tells of the end, too. */
		ENDED

	}

}
