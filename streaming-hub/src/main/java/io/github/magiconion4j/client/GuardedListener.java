package io.github.magiconion4j.client;

import java.util.List;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.threads.UserCode;

/**
 * Combines the listeners of a client, and catches and logs what they throw.
 */
final class GuardedListener implements HubClientListener {

	private final List<HubClientListener> listeners;

	private final UserCode userCode;

	GuardedListener(List<HubClientListener> listeners, UserCode userCode) {
		this.listeners = listeners;
		this.userCode = userCode;
	}

	@Override
	public void connecting(String serviceName) {
		tell((listener) -> listener.connecting(serviceName));
	}

	@Override
	public void connected(String serviceName) {
		tell((listener) -> listener.connected(serviceName));
	}

	@Override
	public void reconnected(String serviceName, DisconnectReason lost, long nanos) {
		tell((listener) -> listener.reconnected(serviceName, lost, nanos));
	}

	@Override
	public void roundTripMeasured(String serviceName, long nanos) {
		tell((listener) -> listener.roundTripMeasured(serviceName, nanos));
	}

	@Override
	public void disconnected(String serviceName, DisconnectReason reason) {
		tell((listener) -> listener.disconnected(serviceName, reason));
	}

	private void tell(Consumer<HubClientListener> event) {
		for (HubClientListener listener : this.listeners) {
			this.userCode.run(listener, () -> event.accept(listener));
		}
	}

}
