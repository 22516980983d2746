package io.github.magiconion4j.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubClients;
import io.github.magiconion4j.hub.HubContext;
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

	private volatile HubFactory.@Nullable Created created;

	/** Takes a new hub, which belongs to the connection from now on. */
	@SuppressWarnings("unchecked") // its contract says that the receiver is its client
	void set(HubFactory.Created hub, HubContext connection, HubClients<Object> clients) {
		HubLifecycle.bind((StreamingHubBase<Object>) hub.hub(), connection, clients);
		this.created = hub;
	}

	/** What is called; {@code null} before there is a hub. */
	@Nullable Object invoker() {
		HubFactory.Created known = this.created;
		return (known != null) ? known.invoker() : null;
	}

	/** Tells the hub, if there is one, that its connection has ended; once. */
	void tellDisconnected(DisconnectReason reason) {
		HubFactory.Created ended = this.created;
		if (ended != null && !this.told.compareAndSet(false, true)) {
			return; // somebody else does
		}
		try {
			if (ended != null) {
				tell(ended, reason);
			}
		}
		finally {
			this.disconnected.complete(null);
		}
	}

	private static void tell(HubFactory.Created ended, DisconnectReason reason) {
		try {
			HubLifecycle.disconnected(ended.hub(), reason);
		}
		catch (Throwable ex) { // whatever user code throws, the connection has ended
			logger.error("onDisconnected of {} failed", ended.hub(), ex);
		}
		destroy(ended);
	}

	/** A hub is not needed any more. */
	static void destroy(HubFactory.Created hub) {
		try {
			hub.destruction().run();
		}
		catch (Throwable ex) { // of user code
			logger.error("The destruction of {} failed", hub.hub(), ex);
		}
	}

	CompletableFuture<@Nullable Void> disconnected() {
		return this.disconnected;
	}

}
