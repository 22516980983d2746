package io.github.magiconion4j.server;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server takes new connections. Those that are there stay, so that a server can
 * be drained. A client that is refused sees UNAVAILABLE. Thread-safe.
 */
public final class Admission {

	/** Why a server that is shutting down refuses and ends connections. */
	static final DisconnectReason SHUTDOWN = DisconnectReason.of(DisconnectReason.Type.SHUTDOWN,
			ConnectMethod.SHUTTING_DOWN);

	/** The service names of the hubs that refuse. */
	private final Set<String> refusing = ConcurrentHashMap.newKeySet();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private volatile boolean closed;

	private volatile boolean shutDown;

	Admission() {
	}

	/**
	 * Lets a hub refuse new connections.
	 * @param serviceName the hub's service name
	 */
	public void refuse(String serviceName) {
		if (this.refusing.add(serviceName)) {
			changed();
		}
	}

	/**
	 * Takes back {@link #refuse}. While the server is {@linkplain #close closed} the hub
	 * still refuses.
	 * @param serviceName the hub's service name
	 */
	public void accept(String serviceName) {
		if (this.refusing.remove(serviceName)) {
			changed();
		}
	}

	/** Lets all hubs refuse new connections, whatever is said of single ones. */
	public void close() {
		if (!this.closed) {
			this.closed = true;
			changed();
		}
	}

	/** Takes back {@link #close}: what is said of single hubs is true again. */
	public void open() {
		if (this.closed) {
			this.closed = false;
			changed();
		}
	}

	/**
	 * Whether a hub takes new connections.
	 * @param serviceName the hub's service name
	 * @return {@code false} if it refuses, or the server is closed or is shutting down
	 */
	public boolean accepts(String serviceName) {
		return refusal(serviceName) == null;
	}

	/**
	 * Adds a listener.
	 * @param listener called after each change, on the thread that made it. It asks
	 * {@link #accepts} for what is true now, and must not throw
	 */
	public void addListener(Runnable listener) {
		this.listeners.add(listener);
	}

	void shutDown() {
		this.shutDown = true;
		changed();
	}

	boolean isShutDown() {
		return this.shutDown;
	}

	/** Why a hub takes no new connections; {@code null} if it does. */
	@Nullable DisconnectReason refusal(String serviceName) {
		if (this.shutDown) {
			return SHUTDOWN;
		}
		return (this.closed || this.refusing.contains(serviceName))
				? DisconnectReason.of(DisconnectReason.Type.DRAINING, serviceName + " takes no new connections now")
				: null;
	}

	private void changed() {
		this.listeners.forEach(Runnable::run);
	}

}
