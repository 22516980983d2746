package io.github.magiconion4j.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubLifecycle;
import io.github.magiconion4j.hub.StreamingHubBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub of a connection, from its creation until it knows of the end.
 */
final class HubInstance {

	private static final Logger logger = LoggerFactory.getLogger(HubInstance.class);

	private final AtomicBoolean told = new AtomicBoolean();

	/** Complete when the hub knows of the end. */
	private final CompletableFuture<@Nullable Void> disconnected = new CompletableFuture<>();

	private volatile @Nullable StreamingHubBase<?> hub;

	/** Takes a new hub, which belongs to the connection from now on. */
	@SuppressWarnings("unchecked") // its contract says that the receiver is its client
	void set(StreamingHubBase<?> created, Connection connection, Object receiver) {
		HubLifecycle.bind((StreamingHubBase<Object>) created, connection, receiver);
		this.hub = created;
	}

	/** The hub; {@code null} before it was made. */
	@Nullable StreamingHubBase<?> get() {
		return this.hub;
	}

	/** Tells the hub, if there is one, that its connection has ended; once. */
	void tellDisconnected(DisconnectReason reason) {
		StreamingHubBase<?> ended = this.hub;
		if (ended != null && !this.told.compareAndSet(false, true)) {
			return; // somebody else does
		}
		try {
			if (ended != null) {
				HubLifecycle.disconnected(ended, reason);
			}
		}
		catch (Throwable ex) { // whatever user code throws, the connection has ended
			logger.error("onDisconnected of {} failed", ended, ex);
		}
		finally {
			this.disconnected.complete(null);
		}
	}

	CompletableFuture<@Nullable Void> disconnected() {
		return this.disconnected;
	}

}
