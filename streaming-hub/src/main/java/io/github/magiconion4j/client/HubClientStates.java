package io.github.magiconion4j.client;

import java.time.Instant;
import java.util.function.Consumer;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.reconnect.ReconnectionListener;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The state of a reconnecting client; notifies its listener and meters of changes. Only
 * one thread at a time may change it.
 */
final class HubClientStates implements ReconnectionListener {

	private final String serviceName;

	private final ClientRuntime runtime;

	private final HubClientListener meters;

	private final Consumer<HubClientState> listener;

	private final SerialExecutor events;

	private volatile HubClientState state;

	HubClientStates(String serviceName, ClientSettings settings, Consumer<HubClientState> listener) {
		this.serviceName = serviceName;
		this.runtime = settings.runtime();
		this.meters = new GuardedListener(settings.listeners.get(), this.runtime.userCode());
		this.listener = listener;
		this.events = new SerialExecutor(settings.completing(), 1);
		this.state = new HubClientState(Phase.CONNECTING, this.runtime.wallClock().instant(), 1, null, null);
	}

	HubClientState now() {
		return this.state;
	}

	@Override
	public void connecting(int attempt, @Nullable DisconnectReason reason) {
		change(Phase.CONNECTING, attempt, reason);
	}

	@Override
	public void connected(int attempt, @Nullable DisconnectReason reason) {
		change(Phase.CONNECTED, attempt, reason);
	}

	@Override
	public void reconnected(DisconnectReason lost, long nanos) {
		this.meters.reconnected(this.serviceName, lost, nanos);
	}

	@Override
	public void waiting(long nanos, int attempt, DisconnectReason reason) {
		Instant now = this.runtime.wallClock().instant();
		change(new HubClientState(Phase.WAITING, now, attempt, now.plusNanos(nanos), reason));
	}

	@Override
	public void closed(int attempt, @Nullable DisconnectReason reason) {
		change(Phase.CLOSED, attempt, reason);
	}

	private void change(Phase phase, int attempt, @Nullable DisconnectReason reason) {
		change(new HubClientState(phase, this.runtime.wallClock().instant(), attempt, null, reason));
	}

	private void change(HubClientState next) {
		this.state = next;
		this.events.submit(() -> {
			this.runtime.userCode().run(this.listener, () -> this.listener.accept(next));
			return null;
		});
	}

}
