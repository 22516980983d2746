package io.github.magiconion4j.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.protocol.ServerMessage;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose heartbeats are sent immediately, or when the test says so.
 */
public final class FakeConnection extends StubConnection {

	private final List<byte[]> sent = new ArrayList<>();

	private boolean blocked;

	private boolean behind;

	private boolean waiting;

	private boolean acknowledges;

	private @Nullable DisconnectReason reason;

	private int statusCode = -1;

	private Duration notReading = Duration.ZERO;

	public FakeConnection(Heartbeats heartbeats) {
		this(heartbeats, new Object());
	}

	private FakeConnection(Heartbeats heartbeats, Object transport) {
		super(heartbeats, transport);
	}

	/** A connection that is ready. */
	public static FakeConnection started(Heartbeats heartbeats) {
		FakeConnection connection = new FakeConnection(heartbeats);
		connection.start();
		return connection;
	}

	/**
	 * A connection that is ready, whose client acknowledges each heartbeat immediately.
	 */
	public static FakeConnection acknowledging(Heartbeats heartbeats) {
		FakeConnection connection = new FakeConnection(heartbeats);
		connection.acknowledges = true;
		connection.start();
		return connection;
	}

	/** A connection that is ready, on the same transport as others. */
	public static FakeConnection started(Heartbeats heartbeats, Object transport) {
		FakeConnection connection = new FakeConnection(heartbeats, transport);
		connection.start();
		return connection;
	}

	/** The sent heartbeats. */
	public List<byte[]> sent() {
		return this.sent;
	}

	public ServerMessage.ServerHeartbeat sent(int index) {
		return (ServerMessage.ServerHeartbeat) ServerMessage.decode(this.sent.get(index));
	}

	/** From now on, the connection accepts no bytes, or accepts them again. */
	public void block(boolean nowBlocked) {
		this.blocked = nowBlocked;
		drain();
	}

	/** From now on, this side cannot send, or can again. */
	public void fallBehind(boolean nowBehind) {
		this.behind = nowBehind;
		drain();
	}

	/** The client acknowledges a heartbeat. */
	public void acknowledge(int sequence) {
		connectionHeartbeat().messageReceived();
		connectionHeartbeat().acknowledged((short) sequence);
	}

	/** The client sends another message. */
	public void receive() {
		connectionHeartbeat().messageReceived();
	}

	public void stop() {
		connectionHeartbeat().stop();
	}

	@Override
	public void requestHeartbeat() {
		this.waiting = true;
		drain();
	}

	private void drain() {
		if (this.waiting && !this.blocked && !this.behind) {
			this.waiting = false;
			byte[] bytes = connectionHeartbeat().get();
			if (bytes != null) {
				this.sent.add(bytes);
				if (this.acknowledges) {
					acknowledge(sent(this.sent.size() - 1).sequence());
				}
			}
		}
	}

	@Override
	public boolean isCongested() {
		return this.blocked;
	}

	@Override
	public void disconnect(DisconnectReason why, int code, String description) {
		this.reason = why;
		this.statusCode = code;
	}

	@Override
	public long notReadingSince(long time) {
		return this.notReading.toNanos();
	}

	/** How long this side has not been reading. */
	public void setNotReading(Duration duration) {
		this.notReading = duration;
	}

	public boolean isDisconnected() {
		return this.reason != null;
	}

	public DisconnectReason reason() {
		return Objects.requireNonNull(this.reason);
	}

	public int statusCode() {
		return this.statusCode;
	}

}
