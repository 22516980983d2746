package io.github.magiconion4j.server;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.threads.UserCode;

/**
 * A listener that catches and logs whatever the application's listener throws.
 */
final class GuardedHubListener implements HubListener {

	private final HubListener listener;

	private final UserCode userCode;

	private GuardedHubListener(HubListener listener, UserCode userCode) {
		this.listener = listener;
		this.userCode = userCode;
	}

	static HubListener of(HubListener listener, UserCode userCode) {
		return listener.equals(HubListener.NONE) ? listener : new GuardedHubListener(listener, userCode);
	}

	@Override
	public void connected(ServerConnection connection) {
		this.userCode.run(this.listener, () -> this.listener.connected(connection));
	}

	@Override
	public void disconnected(ServerConnection connection, DisconnectReason reason) {
		this.userCode.run(this.listener, () -> this.listener.disconnected(connection, reason));
	}

	@Override
	public void refused(ServerConnection connection, DisconnectReason reason) {
		this.userCode.run(this.listener, () -> this.listener.refused(connection, reason));
	}

	@Override
	public Method method(String name) {
		Method method = this.listener.method(name);
		return method.equals(Method.NONE) ? method : (nanos, failure) -> {
			try {
				method.completed(nanos, failure);
			}
			catch (Throwable ex) { // whatever it throws
				this.userCode.failed(method, ex);
			}
		};
	}

}
