package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a listener throws, which must not keep a connection from going on or from
 * ending.
 */
final class GuardedListener implements HubClientListener {

	private static final Logger logger = LoggerFactory.getLogger(HubClientListener.class);

	private final HubClientListener listener;

	GuardedListener(HubClientListener listener) {
		this.listener = listener;
	}

	@Override
	public void connected(String serviceName) {
		try {
			this.listener.connected(serviceName);
		}
		catch (RuntimeException | Error ex) {
			log(ex);
		}
	}

	@Override
	public void roundTripMeasured(String serviceName, long nanos) {
		try {
			this.listener.roundTripMeasured(serviceName, nanos);
		}
		catch (RuntimeException | Error ex) {
			log(ex);
		}
	}

	@Override
	public void disconnected(String serviceName, DisconnectReason reason) {
		try {
			this.listener.disconnected(serviceName, reason);
		}
		catch (RuntimeException | Error ex) {
			log(ex);
		}
	}

	private void log(Throwable failure) {
		logger.warn("{} threw an exception", this.listener, failure);
	}

}
