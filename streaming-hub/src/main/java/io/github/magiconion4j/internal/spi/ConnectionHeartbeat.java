package io.github.magiconion4j.internal.spi;

import io.github.magiconion4j.hub.HeartbeatFeature;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one connection, as the runtime that owns the connection drives it.
 */
public interface ConnectionHeartbeat {

	/** The heartbeat of a connection that has none. */
	ConnectionHeartbeat NONE = NoHeartbeat.INSTANCE;

	/**
	 * What hub code sees.
	 * @return the feature, the same object at every call
	 */
	HeartbeatFeature feature();

	/**
	 * The connection is ready: its headers and its first message are on their way. Called
	 * once.
	 */
	void start();

	/**
	 * The requested heartbeat leaves now. Called by one thread at a time.
	 * @return the message, stamped with this moment; {@code null} if none is wanted any
	 * more
	 */
	byte @Nullable [] next();

	/**
	 * A message was read from the client, of whatever kind. Called by one thread at a
	 * time, the one that calls {@link #acknowledged(short)}.
	 */
	void messageReceived();

	/**
	 * An acknowledgement was read, after {@link #messageReceived()}.
	 * @param sequence the sequence that it names
	 */
	void acknowledged(short sequence);

	/**
	 * The connection has ended. Calling it again does nothing.
	 */
	void stop();

}
