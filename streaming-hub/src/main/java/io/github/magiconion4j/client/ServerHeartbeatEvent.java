package io.github.magiconion4j.client;

import java.io.IOException;
import java.time.Instant;

import io.github.magiconion4j.internal.text.SafeException;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.HubSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat of the server has arrived. Immutable; you may keep it.
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
	 * The server's time when the heartbeat was sent. For the server's current time, use
	 * {@link HubClient#serverClock()}.
	 * @return the time, with a precision of one millisecond
	 */
	public Instant serverTime() {
		return this.serverTime;
	}

	/**
	 * The serialized metadata; nil, which is the byte {@code c0}, if the server sends
	 * none.
	 * @return a copy of the bytes
	 */
	public byte[] metadata() {
		return this.metadata.toBytes();
	}

	/**
	 * The metadata as a value.
	 * @param type the type of the value
	 * @param <T> the type of the value
	 * @return the value; {@code null} for nil
	 * @throws IllegalArgumentException if the metadata is not a value of that type
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
			throw new IllegalArgumentException(
					"The metadata " + this.metadata + " cannot be converted to " + type.getSimpleName(),
					SafeException.of(ex));
		}
	}

	@Override
	public String toString() {
		return "server heartbeat of " + this.serverTime + ", metadata " + this.metadata;
	}

}
