package io.github.magiconion4j.internal.spi;

import java.util.function.Supplier;

import io.github.magiconion4j.hub.HeartbeatFeature;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one connection, driven by the runtime that owns the connection.
 */
public interface ConnectionHeartbeat extends Supplier<byte @Nullable []> {

	/** The heartbeat of a connection that has none. */
	ConnectionHeartbeat NONE = NoHeartbeat.INSTANCE;

	/**
	 * The heartbeat as hub code sees it.
	 * @return the feature, the same object at every call
	 */
	HeartbeatFeature feature();

	/**
	 * The connection is ready: its headers and its first message were sent. Called once.
	 */
	void start();

	/**
	 * Encodes the requested heartbeat, right before it is handed to the transport. Called
	 * by one thread at a time.
	 * @return the message with the current time; {@code null} if no heartbeat is to be
	 * sent any more
	 */
	@Override
	byte @Nullable [] get();

	/**
	 * A message of any kind was read from the client. Called by one thread at a time, the
	 * one that calls {@link #acknowledged(short)}.
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
