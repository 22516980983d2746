package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import org.jspecify.annotations.Nullable;

/**
 * The sources of NATS connections.
 */
final class NatsConnections {

	private NatsConnections() {
	}

	/**
	 * Uses a connection of the application.
	 * @param connection the connection
	 */
	static NatsBackplane.Connector of(Connection connection) {
		return new NatsBackplane.Connector() {

			@Override
			public Connection connect() {
				if (connection.getStatus() == Connection.Status.CLOSED) {
					throw new IllegalStateException("The application's NATS connection is closed for good"
							+ ": restart the application; or remove the bean, so that the backplane opens"
							+ " a connection of its own, which it replaces when it is closed");
				}
				return connection;
			}

			@Override
			public void close() {
				// the application closes it
			}

		};
	}

	/**
	 * Opens a separate connection. It reconnects without a limit, and buffers no messages
	 * while it is disconnected.
	 * @param options servers and credentials
	 */
	static NatsBackplane.Connector own(Options.Builder options) {
		Options complete = complete(options);
		return new NatsBackplane.Connector() {

			private volatile @Nullable Connection connection;

			private volatile boolean closed;

			@Override
			public Connection connect() throws Exception {
				Connection connected = Nats.connect(complete);
				this.connection = connected;
				if (this.closed) { // while it was connecting
					connected.close();
				}
				return connected;
			}

			@Override
			public void close() {
				this.closed = true;
				Connection made = this.connection;
				if (made != null) {
					try {
						made.close();
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				}
			}

		};
	}

	/**
	 * The complete options of a separate connection.
	 * @param options servers and credentials
	 */
	static Options complete(Options.Builder options) {
		return options.maxReconnects(-1)
			.reconnectBufferSize(0)
			.reconnectWait(Duration.ofMillis(100))
			.reconnectJitter(Duration.ofMillis(400))
			.connectionTimeout(Duration.ofSeconds(5))
			.pingInterval(Duration.ofSeconds(5))
			.maxMessagesInOutgoingQueue(10_000)
			.errorListener(new NatsErrors(System::nanoTime))
			.build();
	}

}
