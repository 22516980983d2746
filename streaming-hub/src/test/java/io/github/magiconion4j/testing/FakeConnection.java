package io.github.magiconion4j.testing;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.hub.spi.ConnectionHeartbeat;
import io.github.magiconion4j.hub.spi.Heartbeats;
import io.github.magiconion4j.hub.spi.HubConnection;
import io.github.magiconion4j.protocol.ServerMessage;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose heartbeats leave at once, or when the test says so.
 */
public final class FakeConnection implements HubConnection {

	private final UUID id = UUID.randomUUID();

	private final ConnectionHeartbeat heartbeat;

	private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

	private final List<byte[]> sent = new ArrayList<>();

	private final Object transport;

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
		this.transport = transport;
		this.heartbeat = heartbeats.attach(this);
	}

	/** A connection that is ready. */
	public static FakeConnection started(Heartbeats heartbeats) {
		FakeConnection connection = new FakeConnection(heartbeats);
		connection.heartbeat.start();
		return connection;
	}

	/** A connection that is ready, whose client acknowledges each heartbeat at once. */
	public static FakeConnection acknowledging(Heartbeats heartbeats) {
		FakeConnection connection = new FakeConnection(heartbeats);
		connection.acknowledges = true;
		connection.heartbeat.start();
		return connection;
	}

	/** A connection that is ready, on the same transport as others. */
	public static FakeConnection started(Heartbeats heartbeats, Object transport) {
		FakeConnection connection = new FakeConnection(heartbeats, transport);
		connection.heartbeat.start();
		return connection;
	}

	/** The heartbeats that left. */
	public List<byte[]> sent() {
		return this.sent;
	}

	public ServerMessage.ServerHeartbeat sent(int index) {
		return (ServerMessage.ServerHeartbeat) ServerMessage.decode(this.sent.get(index));
	}

	/** The connection is ready. */
	public void start() {
		this.heartbeat.start();
	}

	/** From now on the connection cannot take bytes, or can again. */
	public void block(boolean nowBlocked) {
		this.blocked = nowBlocked;
		drain();
	}

	/** From now on this side does not come to send anything, or does again. */
	public void fallBehind(boolean nowBehind) {
		this.behind = nowBehind;
		drain();
	}

	/** The client acknowledges a heartbeat. */
	public void acknowledge(int sequence) {
		this.heartbeat.messageReceived();
		this.heartbeat.acknowledged((short) sequence);
	}

	/** The client sends something else. */
	public void receive() {
		this.heartbeat.messageReceived();
	}

	public void stop() {
		this.heartbeat.stop();
	}

	@Override
	public void requestHeartbeat() {
		this.waiting = true;
		drain();
	}

	private void drain() {
		if (this.waiting && !this.blocked && !this.behind) {
			this.waiting = false;
			byte[] bytes = this.heartbeat.next();
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
	public Object transport() {
		return this.transport;
	}

	@Override
	public void inContext(Runnable action) {
		action.run();
	}

	@Override
	public Duration age() {
		return Duration.ZERO;
	}

	@Override
	public Duration idle() {
		return Duration.ZERO;
	}

	@Override
	public @Nullable String header(String name) {
		return null;
	}

	@Override
	public @Nullable SocketAddress remoteAddress() {
		return null;
	}

	@Override
	public @Nullable Principal principal() {
		return null;
	}

	@Override
	public ConcurrentMap<String, Object> attributes() {
		return this.attributes;
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

	@Override
	public void close() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close(int code, String detail) {
		throw new UnsupportedOperationException();
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

	@Override
	public UUID connectionId() {
		return this.id;
	}

	@Override
	public String serviceName() {
		return "IFakeHub";
	}

	@Override
	public HeartbeatFeature heartbeat() {
		return this.heartbeat.feature();
	}

}
