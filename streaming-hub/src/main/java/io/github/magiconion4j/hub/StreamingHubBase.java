package io.github.magiconion4j.hub;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The base class of hubs. Each connection has its own instance. The methods of an
 * instance run one at a time, in the order of the calls, so its fields can hold the state
 * of the connection without locks.
 *
 * @param <R> the receiver: the interface whose methods the server calls on the client
 */
public abstract class StreamingHubBase<R> {

	private @Nullable HubContext context;

	private @Nullable HubClients<R> clients;

	/**
	 * Creates the hub of one connection. {@link #context()} and {@link #client()} are not
	 * available yet; use them from {@link #onConnecting()} on.
	 */
	protected StreamingHubBase() {
	}

	/**
	 * The connection. Other threads may use it, too.
	 * @return the context
	 * @throws IllegalStateException in the constructor
	 */
	protected final HubContext context() {
		return bound(this.context);
	}

	/**
	 * The client of this connection. Its methods may be called by any thread; they send a
	 * message and return at once. After the connection has ended they do nothing.
	 * <p>
	 * A method that returns a stage asks the client for a result. The stage fails with a
	 * {@link HubStatusException}: the client's status, DEADLINE_EXCEEDED if the client
	 * does not answer in time, or UNAVAILABLE if the connection ends.
	 * @return the receiver on the other side
	 * @throws IllegalStateException in the constructor
	 */
	protected final R client() {
		return bound(this.clients).client(null);
	}

	/**
	 * The client of this connection, with its own timeout for results.
	 * @param resultTimeout how long to wait for its results
	 * @return the receiver on the other side
	 * @throws IllegalStateException in the constructor
	 */
	protected final R client(Duration resultTimeout) {
		return bound(this.clients).client(resultTimeout);
	}

	/**
	 * The groups that this connection can join.
	 * @return the groups of this hub
	 * @throws IllegalStateException in the constructor
	 */
	protected final HubGroups<R> group() {
		return bound(this.clients).groups();
	}

	/**
	 * Called before the client is told that it is connected. {@link #context()} is
	 * available; messages sent here reach the client after it is connected. It may block.
	 * @throws Exception to refuse the connection: with its status if it is a
	 * {@link HubStatusException}, otherwise with INTERNAL
	 */
	@SuppressWarnings("RedundantThrows")
	protected void onConnecting() throws Exception {
	}

	/**
	 * Called when the client is connected, before any of its calls. It may block: calls
	 * wait for it, heartbeats and acknowledgements do not.
	 * @throws Exception to end the connection: with its status if it is a
	 * {@link HubStatusException}, otherwise with INTERNAL
	 */
	@SuppressWarnings("RedundantThrows")
	protected void onConnected() throws Exception {
	}

	/**
	 * Called once when the connection has ended, for any reason, also if
	 * {@link #onConnecting()} or {@link #onConnected()} failed. It waits up to one second
	 * for a hub method that is still running; after that it runs concurrently with that
	 * method.
	 * @param reason why the connection ended
	 * @throws Exception is logged
	 */
	@SuppressWarnings("RedundantThrows")
	protected void onDisconnected(DisconnectReason reason) throws Exception {
	}

	void bind(HubContext context, HubClients<R> clients) {
		this.context = context;
		this.clients = clients;
	}

	private static <T> T bound(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("Not available in the constructor of a hub: use it from onConnecting() on");
		}
		return value;
	}

}
