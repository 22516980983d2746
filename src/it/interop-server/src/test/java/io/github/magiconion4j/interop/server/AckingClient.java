package io.github.magiconion4j.interop.server;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Channel;

/**
 * A client that says nothing, but acknowledges each heartbeat until it is closed.
 */
final class AckingClient implements AutoCloseable {

	private final TestHubClient client;

	private final AtomicInteger acknowledged = new AtomicInteger();

	private final Thread thread = new Thread(this::acknowledge, "acking-client");

	private AckingClient(TestHubClient client) {
		this.client = client;
		this.thread.setDaemon(true);
	}

	static AckingClient connect(Channel channel, String serviceName) {
		AckingClient client = new AckingClient(TestHubClient.connect(channel, serviceName));
		client.thread.start();
		return client;
	}

	/** Heartbeats until now. */
	int acknowledged() {
		return this.acknowledged.get();
	}

	boolean isOpen() {
		return this.client.isOpen();
	}

	@Override
	public void close() {
		this.thread.interrupt();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.client.close();
	}

	private void acknowledge() {
		try {
			while (isOpen()) {
				this.client.acknowledge(this.client.next(ServerMessage.ServerHeartbeat.class));
				this.acknowledged.incrementAndGet();
			}
		}
		catch (InterruptedException ex) {
			// closed
		}
	}

}
