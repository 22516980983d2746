package io.github.magiconion4j.server;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.stream.HubStream;
import io.github.magiconion4j.internal.stream.StreamLimits;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a server accepts new connections. Open connections are not affected, so
 * you can drain a server. A refused client gets status UNAVAILABLE. Thread-safe.
 */
public final class Admission {

	/** The reason for connections that a server refuses or ends while it shuts down. */
	static final DisconnectReason SHUTDOWN = DisconnectReason.of(DisconnectReason.Type.SHUTDOWN,
			ConnectMethod.SHUTTING_DOWN);

	/** Service names of the hubs that refuse new connections. */
	private final Set<String> refusing = ConcurrentHashMap.newKeySet();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private final StreamLimits limits = new StreamLimits();

	private volatile boolean closed;

	private volatile boolean shutDown;

	Admission() {
	}

	/**
	 * Makes a hub refuse new connections.
	 * @param serviceName the hub's service name
	 */
	public void refuse(String serviceName) {
		if (this.refusing.add(serviceName)) {
			changed();
		}
	}

	/**
	 * Reverts {@link #refuse}. While the server is {@linkplain #close closed}, the hub
	 * still refuses new connections.
	 * @param serviceName the hub's service name
	 */
	public void accept(String serviceName) {
		if (this.refusing.remove(serviceName)) {
			changed();
		}
	}

	/** Makes all hubs refuse new connections, regardless of the state of each hub. */
	public void close() {
		if (!this.closed) {
			this.closed = true;
			changed();
		}
	}

	/** Reverts {@link #close}: the state of each hub applies again. */
	public void open() {
		if (this.closed) {
			this.closed = false;
			changed();
		}
	}

	/**
	 * Limits the number of connections of all hubs together. This works only if the gRPC
	 * server was {@linkplain StreamingHubServer#configure configured}. A client above the
	 * limit gets status RESOURCE_EXHAUSTED; open connections are not affected.
	 * @param all the most connections at the same time; 0 for no limit
	 * @param perTransport the most connections that may share a TCP connection; 0 for no
	 * limit. If there was none before, it applies to TCP connections from now on
	 * @throws IllegalArgumentException if one of them is negative
	 */
	public void limit(int all, int perTransport) {
		this.limits.set(all, perTransport);
	}

	/**
	 * Tells whether a hub accepts new connections.
	 * @param serviceName the hub's service name
	 * @return {@code false} if the hub refuses them, or the server is closed or shutting
	 * down
	 */
	public boolean accepts(String serviceName) {
		return !this.shutDown && !isDrained(serviceName);
	}

	/**
	 * Adds a listener.
	 * @param listener called after each change, on the thread that made it. It reads the
	 * current state from {@link #accepts}, and must not throw
	 */
	public void addListener(Runnable listener) {
		this.listeners.add(listener);
	}

	/** The limits of the server's streams. */
	StreamLimits limits() {
		return this.limits;
	}

	void shutDown() {
		this.shutDown = true;
		changed();
	}

	boolean isShutDown() {
		return this.shutDown;
	}

	/** Why a new connection is refused; {@code null} if it is not. */
	@Nullable DisconnectReason refusal(String serviceName, HubStream stream) {
		if (this.shutDown) {
			return SHUTDOWN;
		}
		if (isDrained(serviceName)) {
			return DisconnectReason.of(DisconnectReason.Type.DRAINING, serviceName + " accepts no new connections now");
		}
		String tooMany = stream.refusal();
		return (tooMany != null) ? DisconnectReason.of(DisconnectReason.Type.TOO_MANY_CONNECTIONS, tooMany) : null;
	}

	private boolean isDrained(String serviceName) {
		return this.closed || this.refusing.contains(serviceName);
	}

	private void changed() {
		this.listeners.forEach(Runnable::run);
	}

}
