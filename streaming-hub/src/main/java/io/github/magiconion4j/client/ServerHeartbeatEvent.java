package io.github.magiconion4j.client;

import java.io.IOException;
import java.time.Instant;

import io.github.magiconion4j.internal.text.SafeException;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.HubSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat of the server came. Immutable; it may be kept.
 */
public final class ServerHeartbeatEvent {

	private final Instant serverTime;

	private final Slice metadata;

	private final HubSerializer serializer;

	ServerHeartbeatEvent(long serverSentAt, Slice metadata, HubSerializer serializer) {
		this.serverTime = Instant.ofEpochMilli(serverSentAt);
		this.metadata = metadata;
		this.serializer = serializer;
	}

	/**
	 * The server's clock when the heartbeat left. {@link HubClient#serverClock()} tells
	 * what it says now.
	 * @return the time, in milliseconds
	 */
	public Instant serverTime() {
		return this.serverTime;
	}

	/**
	 * The metadata as it is: nil, one byte {@code c0}, where the server has none.
	 * @return a copy of the bytes
	 */
	public byte[] metadata() {
		return this.metadata.toBytes();
	}

	/**
	 * The metadata as a value.
	 * @param type what it is
	 * @param <T> what it is
	 * @return the value; {@code null} for nil
	 * @throws IllegalArgumentException if it is no such value
	 */
	public <T> @Nullable T metadata(Class<T> type) {
		if (this.metadata.length() == 0) {
			return null;
		}
		try {
			return type.cast(this.serializer.value(type, HubSerializer.Direction.READ)
				.read(this.metadata.array(), this.metadata.offset(), this.metadata.length()));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The metadata " + this.metadata + " is no " + type.getSimpleName(),
					SafeException.of(ex));
		}
	}

	@Override
	public String toString() {
		return "server heartbeat of " + this.serverTime + ", metadata " + this.metadata;
	}

}
