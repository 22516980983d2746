package io.github.magiconion4j.testing;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.server.ServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a client: it has a heartbeat, always reads, is always ready, and
 * cannot be closed.
 */
public abstract class StubConnection implements HubConnection, ServerConnection {

	private final UUID id = UUID.randomUUID();

	private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

	private final Object transport;

	private final ConnectionHeartbeat heartbeat;

	@SuppressWarnings("this-escape") // only stored here, and used after the start
	protected StubConnection(Heartbeats heartbeats, Object transport) {
		this.transport = transport;
		this.heartbeat = heartbeats.attach(this);
	}

	protected final ConnectionHeartbeat connectionHeartbeat() {
		return this.heartbeat;
	}

	/** The connection is ready. */
	public final void start() {
		this.heartbeat.start();
	}

	@Override
	public boolean isCongested() {
		return false;
	}

	@Override
	public final Object transport() {
		return this.transport;
	}

	@Override
	public @Nullable Object eventLoop() {
		return null;
	}

	@Override
	public long notReadingSince(long time) {
		return 0;
	}

	@Override
	public final void inContext(Runnable action) {
		action.run();
	}

	@Override
	public void disconnect(DisconnectReason reason, int statusCode, String description) {
		throw new IllegalStateException(reason.detail());
	}

	@Override
	public final UUID connectionId() {
		return this.id;
	}

	@Override
	public final String serviceName() {
		return "IFakeHub";
	}

	@Override
	public final HeartbeatFeature heartbeat() {
		return this.heartbeat.feature();
	}

	@Override
	public final Duration age() {
		return Duration.ZERO;
	}

	@Override
	public final Duration idle() {
		return Duration.ZERO;
	}

	@Override
	public final @Nullable String header(String name) {
		return null;
	}

	@Override
	public final List<String> headers(String name) {
		return List.of();
	}

	@Override
	public final byte @Nullable [] headerBytes(String name) {
		return null;
	}

	@Override
	public final @Nullable SocketAddress remoteAddress() {
		return null;
	}

	@Override
	public final @Nullable Principal principal() {
		return null;
	}

	@Override
	public final @Nullable Instant expiresAt() {
		return null;
	}

	@Override
	public final void expireAt(@Nullable Instant when) {
		throw new UnsupportedOperationException();
	}

	@Override
	public final ConcurrentMap<String, Object> attributes() {
		return this.attributes;
	}

	@Override
	public final long outboundBytes() {
		return 0;
	}

	@Override
	public final CompletionStage<@Nullable Void> whenWritable() {
		return CompletableFuture.completedStage(null);
	}

	@Override
	public final void close() {
		throw new UnsupportedOperationException();
	}

	@Override
	public final void close(int statusCode, String detail) {
		throw new UnsupportedOperationException();
	}

}
