package io.github.magiconion4j.autoconfigure.groups;

import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;

/**
 * The connections that a client makes from now on: those of one session, of which a
 * cluster has several to each node. When one is lost, all of them are. Thread-safe.
 */
final class OpenConnections implements RedisConnectionStateListener, AutoCloseable {

	private final AbstractRedisClient client;

	private final Set<RedisChannelHandler<?, ?>> connections = ConcurrentHashMap.newKeySet();

	private volatile Runnable listener = () -> {
	};

	private volatile boolean lost;

	/** Begins to look at a client's connections. */
	OpenConnections(AbstractRedisClient client) {
		this.client = client;
		client.addListener(this);
	}

	/** Whether none has been lost. */
	boolean areAll() {
		return !this.lost;
	}

	/** Sets a callback that runs when a connection is lost, possibly immediately. */
	void onLost(Runnable told) {
		this.listener = told;
		if (this.lost) {
			told.run();
		}
	}

	@Override
	public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
		this.connections.add(connection);
	}

	@Override
	public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
		if (this.connections.contains(connection)) {
			this.lost = true;
			this.listener.run();
		}
	}

	/** Looks no more, as before they are closed. */
	@Override
	public void close() {
		this.client.removeListener(this);
	}

}
