package io.github.magiconion4j.server;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

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

	private final AtomicInteger connections = new AtomicInteger();

	private volatile int maxConnections;

	private volatile int maxPerTransport;

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
	 * Limits the connections of all hubs. It is for servers that were
	 * {@linkplain StreamingHubServer#configure configured}. A client that is one too many
	 * sees RESOURCE_EXHAUSTED; those that are there stay.
	 * @param all how many there may be at the same time; 0 for any number
	 * @param perTransport how many of them may share a TCP connection; 0 for any number
	 * @throws IllegalArgumentException if one of them is negative
	 */
	public void limit(int all, int perTransport) {
		if (all < 0 || perTransport < 0) {
			throw new IllegalArgumentException("A limit cannot be negative: " + all + ", " + perTransport);
		}
		this.maxConnections = all;
		this.maxPerTransport = perTransport;
	}

	/**
	 * Whether a hub takes new connections.
	 * @param serviceName the hub's service name
	 * @return {@code false} if it refuses, or the server is closed or is shutting down
	 */
	public boolean accepts(String serviceName) {
		return !this.shutDown && !isDrained(serviceName);
	}

	/**
	 * Adds a listener.
	 * @param listener called after each change, on the thread that made it. It asks
	 * {@link #accepts} for what is true now, and must not throw
	 */
	public void addListener(Runnable listener) {
		this.listeners.add(listener);
	}

	/** How many connections there are, those that begin or end included. */
	int connections() {
		return this.connections.get();
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
			return DisconnectReason.of(DisconnectReason.Type.DRAINING, serviceName + " takes no new connections now");
		}
		String tooMany = stream.refusal();
		return (tooMany != null) ? DisconnectReason.of(DisconnectReason.Type.TOO_MANY_CONNECTIONS, tooMany) : null;
	}

	private boolean isDrained(String serviceName) {
		return this.closed || this.refusing.contains(serviceName);
	}

	/** A connection begins. */
	Place enter(@Nullable Transport transport) {
		Place place = new Place(this.connections, (transport != null) ? transport.connections() : null);
		int limit = this.maxConnections;
		int own = this.maxPerTransport;
		if (limit > 0 && place.all() > limit) {
			place.refuse("the server has too many connections");
		}
		else if (own > 0 && place.onTransport() > own) {
			place.refuse("there are too many connections to hubs over one TCP connection");
		}
		return place;
	}

	private void changed() {
		this.listeners.forEach(Runnable::run);
	}

}
