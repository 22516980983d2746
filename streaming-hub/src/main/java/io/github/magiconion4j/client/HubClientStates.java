package io.github.magiconion4j.client;

import java.time.Instant;
import java.util.function.Consumer;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The state of a client that reconnects, and who is told. Only one thread at a time may
 * change it.
 */
final class HubClientStates {

	private final ClientRuntime runtime;

	private final Consumer<HubClientState> listener;

	private final SerialExecutor events;

	private volatile HubClientState state;

	HubClientStates(ClientSettings settings, Consumer<HubClientState> listener) {
		this.runtime = settings.runtime();
		this.listener = listener;
		this.events = new SerialExecutor(settings::complete, 1);
		this.state = new HubClientState(Phase.CONNECTING, this.runtime.wallClock().instant(), 1, null, null);
	}

	HubClientState now() {
		return this.state;
	}

	void change(Phase phase, int attempt, @Nullable DisconnectReason reason) {
		change(new HubClientState(phase, this.runtime.wallClock().instant(), attempt, null, reason));
	}

	/** It waits. */
	void waiting(long nanos, int attempt, DisconnectReason reason) {
		Instant now = this.runtime.wallClock().instant();
		change(new HubClientState(Phase.WAITING, now, attempt, now.plusNanos(nanos), reason));
	}

	private void change(HubClientState next) {
		this.state = next;
		this.events.submit(() -> {
			this.runtime.userCode().run(this.listener, () -> this.listener.accept(next));
			return null;
		});
	}

}
