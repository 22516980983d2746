package io.github.magiconion4j.hub;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The base class of hubs. Each connection has an instance of its own, and the methods of
 * an instance run one at a time, in the order of the calls: its fields are that
 * connection's state and need no lock.
 *
 * @param <R> the receiver: the interface whose methods the server calls on the client
 */
public abstract class StreamingHubBase<R> {

	private @Nullable HubContext context;

	private @Nullable HubClients<R> clients;

	/**
	 * Made once per connection, before the connection is known to it: {@link #context()}
	 * and {@link #client()} come with {@link #onConnecting()}.
	 */
	protected StreamingHubBase() {
	}

	/**
	 * The connection. It may be kept and used by other threads.
	 * @return the context
	 * @throws IllegalStateException in the constructor, before there is a connection
	 */
	protected final HubContext context() {
		return bound(this.context);
	}

	/**
	 * This connection's client. Its methods send and return at once; they may be called
	 * by any thread. After the connection ended they do nothing.
	 * <p>
	 * A method that returns a stage asks the client for a result. The stage fails with a
	 * {@link HubStatusException}: with what the client says, DEADLINE_EXCEEDED if it says
	 * nothing in time, or UNAVAILABLE if the connection ends.
	 * @return the receiver on the other side
	 * @throws IllegalStateException in the constructor, before there is a connection
	 */
	protected final R client() {
		return bound(this.clients).client(null);
	}

	/**
	 * This connection's client, with another timeout for its results than the usual.
	 * @param resultTimeout how long its results may take
	 * @return the receiver on the other side
	 * @throws IllegalStateException in the constructor, before there is a connection
	 */
	protected final R client(Duration resultTimeout) {
		return bound(this.clients).client(resultTimeout);
	}

	/**
	 * The groups that this connection can join.
	 * @return the groups of this hub
	 * @throws IllegalStateException in the constructor, before there is a connection
	 */
	protected final HubGroups<R> group() {
		return bound(this.clients).groups();
	}

	/**
	 * Called before the client is told that it is connected. {@link #context()} is there,
	 * what is sent now comes after that. It may block.
	 * @throws Exception to refuse the connection: with its status, if it is a
	 * {@link HubStatusException}, else with INTERNAL
	 */
	@SuppressWarnings("RedundantThrows")
	protected void onConnecting() throws Exception {
	}

	/**
	 * Called when the client is connected, before any of its calls. It may block:
	 * heartbeats and their acknowledgements do not wait for it, calls do.
	 * @throws Exception to end the connection: with its status, if it is a
	 * {@link HubStatusException}, else with INTERNAL
	 */
	@SuppressWarnings("RedundantThrows")
	protected void onConnected() throws Exception {
	}

	/**
	 * Called once when the connection has ended, whatever the reason, also when
	 * {@link #onConnecting()} or {@link #onConnected()} failed. A running method may go
	 * on for a second before it; one that blocks longer is running beside it.
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
			throw new IllegalStateException("The hub is not connected yet: its constructor is too early");
		}
		return value;
	}

}
