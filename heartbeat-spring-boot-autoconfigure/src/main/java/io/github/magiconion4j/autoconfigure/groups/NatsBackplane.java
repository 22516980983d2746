package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.protocol.GroupNames;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Dispatcher;
import io.nats.client.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A backplane over core NATS without queue groups, with the client of NATS.
 * <p>
 * A session lasts from one connect of the client to its next disconnect. The client
 * reconnects by itself, and each session renews the subscriptions.
 */
final class NatsBackplane extends AbstractBackplane {

	private static final Duration CONFIRM = Duration.ofSeconds(5);

	/** The bytes of a message beside its subject and its body. */
	private static final int FRAME = 16;

	private final Connector connector;

	private final long maxUnsentBytes;

	/** Runs what waits while NATS reads nothing. */
	private final AdapterThread asking = new AdapterThread("nats-backlog");

	private volatile @Nullable Connection connection;

	/**
	 * Creates an adapter.
	 * @param connector connects on demand
	 * @param maxUnsentBytes the most bytes that may wait to be sent; the client of NATS
	 * has a limit of its own, too
	 * @param patience how long NATS may be silent before it counts as down
	 */
	NatsBackplane(Connector connector, long maxUnsentBytes, Duration patience) {
		super("nats", maxUnsentBytes, patience);
		this.connector = connector;
		this.maxUnsentBytes = maxUnsentBytes;
	}

	@Override
	public String channel(String group) {
		return GroupNames.natsSubject(group);
	}

	@Override
	public int maxMessageSize() {
		Connection current = this.connection;
		return (current != null) ? (int) Math.min(Integer.MAX_VALUE, current.getMaxPayload()) : 1 << 20;
	}

	@Override
	Session open() throws Exception {
		Connection current = this.connection;
		if (current == null || current.getStatus() == Connection.Status.CLOSED) {
			// The client gives up when NATS refuses it twice, and never opens a closed
			// connection again.
			this.connection = null;
			current = this.connector.connect();
			this.connection = current;
		}
		Connection.Status status = current.getStatus();
		if (status != Connection.Status.CONNECTED) {
			String error = current.getLastError();
			throw new IllegalStateException(
					"The NATS connection is " + status + ((error != null) ? ", its last error: " + error : ""));
		}
		return new NatsSession(current);
	}

	/** NATS' client reconnects by itself; to see whether it has costs nothing. */
	@Override
	long longestDelayMillis() {
		return (this.connection != null) ? 250 : LONGEST_DELAY_MILLIS;
	}

	@Override
	public void close() {
		super.close();
		this.connector.close();
		this.asking.close();
	}

	/**
	 * The source of the connection.
	 */
	interface Connector {

		/**
		 * Connects, or returns the application's connection.
		 * @throws Exception if connecting fails
		 */
		Connection connect() throws Exception;

		/** Closes the connection, unless it belongs to the application. */
		void close();

	}

	private final class NatsSession implements Session, ConnectionListener {

		private final Connection connection;

		private final Dispatcher dispatcher;

		private final NatsBacklog backlog;

		NatsSession(Connection connection) {
			this.connection = connection;
			this.dispatcher = connection
				.createDispatcher((message) -> receive(message.getSubject(), message.getData()));
			Statistics statistics = connection.getStatistics();
			this.backlog = new NatsBacklog(
					new Waiting(NatsBackplane.this.maxUnsentBytes, connection::outgoingPendingBytes,
							statistics::getOutBytes),
					new Waiting(maxMessages(connection), connection::outgoingPendingMessageCount,
							statistics::getOutMsgs),
					(task) -> NatsBackplane.this.asking.later(task, 0));
			this.backlog.ask();
			connection.addConnectionListener(this);
		}

		@Override
		public CompletionStage<?> publish(String channel, byte[] message) {
			if (!isAlive()) {
				throw new IllegalStateException("The NATS connection is " + this.connection.getStatus());
			}
			if (!this.backlog.add(FRAME + channel.length() + message.length)) {
				throw new IllegalStateException("too much is waiting to be sent to NATS");
			}
			this.connection.publish(channel, message);
			return CompletableFuture.completedFuture(null);
		}

		/**
		 * The client of NATS would block for seconds if its queue were full. It has other
		 * messages in there, too, so the limit is a little lower.
		 */
		private static long maxMessages(Connection connection) {
			int most = connection.getOptions().getMaxMessagesInOutgoingQueue();
			return (most > 0) ? most - most / 16 : Long.MAX_VALUE;
		}

		/** NATS is one server, and an echo reaches it. */
		@Override
		public CompletionStage<?> ping() {
			this.backlog.ask(); // in case that others publish over the connection
			return Session.super.ping();
		}

		@Override
		public boolean isAlive() {
			return this.connection.getStatus() == Connection.Status.CONNECTED;
		}

		@Override
		public void subscribe(List<String> channels) throws Exception {
			channels.forEach(this.dispatcher::subscribe);
			this.connection.flush(CONFIRM);
		}

		@Override
		public void unsubscribe(String channel) {
			this.dispatcher.unsubscribe(channel);
		}

		@Override
		@SuppressWarnings("deprecation") // the method is abstract, and its replacement is
											// missing in older clients
		public void connectionEvent(Connection which, Events event) {
			if (event == Events.DISCONNECTED || event == Events.CLOSED) {
				lost(this);
			}
		}

		@Override
		public void close() {
			this.connection.removeConnectionListener(this);
			if (this.dispatcher.isActive()) {
				this.connection.closeDispatcher(this.dispatcher);
			}
		}

	}

}
