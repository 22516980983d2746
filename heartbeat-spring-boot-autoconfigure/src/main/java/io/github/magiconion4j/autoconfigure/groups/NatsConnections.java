package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import org.jspecify.annotations.Nullable;

/**
 * Where NATS' connections come from.
 */
final class NatsConnections {

	private NatsConnections() {
	}

	/**
	 * A connection that belongs to the application.
	 * @param connection the connection
	 */
	static NatsBackplane.Connector of(Connection connection) {
		return new NatsBackplane.Connector() {

			@Override
			public Connection connect() {
				return connection;
			}

			@Override
			public void close() {
				// the application closes it
			}

		};
	}

	/**
	 * A connection of our own. It reconnects for ever, and keeps nothing for later
	 * meanwhile.
	 * @param options where to connect, and as whom
	 */
	static NatsBackplane.Connector own(Options.Builder options) {
		Options complete = options.maxReconnects(-1)
			.reconnectBufferSize(0)
			.reconnectWait(Duration.ofMillis(100))
			.reconnectJitter(Duration.ofMillis(400))
			.connectionTimeout(Duration.ofSeconds(5))
			.pingInterval(Duration.ofSeconds(5))
			.maxMessagesInOutgoingQueue(10_000)
			.build();
		return new NatsBackplane.Connector() {

			private @Nullable Connection connection;

			@Override
			public Connection connect() throws Exception {
				Connection connected = Nats.connect(complete);
				this.connection = connected;
				return connected;
			}

			@Override
			public void close() {
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

}
