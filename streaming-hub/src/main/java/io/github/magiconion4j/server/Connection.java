package io.github.magiconion4j.server;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.internal.groups.GroupMember;
import io.github.magiconion4j.internal.groups.Memberships;
import io.github.magiconion4j.internal.groups.UserConnection;
import io.github.magiconion4j.internal.inbound.AskedClient;
import io.github.magiconion4j.internal.inbound.InboundFlow;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.outbound.ServerOutbound;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.stream.HubStream;
import io.github.magiconion4j.internal.threads.HandOver;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * One connection: a call of {@code Connect}, with its client and its hub.
 * {@link CallListener} receives messages, {@link InboundFlow} does inbound flow control,
 * {@link HubSession} runs the hub, {@link ServerOutbound} is the outbound queue, and
 * {@link Termination} the state machine of the end. {@link ConnectionParts} creates them.
 */
final class Connection implements HubConnection, ServerConnection, GroupMember, UserConnection, AskedClient {

	private final ConnectionParts parts;

	private final CallListener listener;

	@SuppressWarnings("this-escape") // the parts use it only after start()
	Connection(HubService service, ServerCall<byte[], byte[]> call, Metadata headers) {
		this.parts = new ConnectionParts(this, service, call, headers);
		this.listener = new CallListener(this.parts);
	}

	/** Starts the connection, and returns the listener for gRPC. */
	ServerCall.Listener<byte[]> start() {
		DisconnectReason refusal = core().admission().refusal(serviceName(), HubStream.current());
		if (refusal != null) {
			this.parts.termination.refuse(refusal);
		}
		else {
			this.parts.expireAt(this.parts.context.expiresAt());
			this.parts.inbound.start();
			this.parts.hub.open();
		}
		return this.listener;
	}

	/** All filters and {@code onConnecting} have accepted the client. */
	void connected() {
		this.parts.outbound.open();
		this.parts.heartbeat.start();
	}

	@Override
	public void send(byte[] message) {
		this.parts.send(message, false);
	}

	/**
	 * Queues a message that the hub sends to its own client. Above the high watermark the
	 * hub's thread waits, unless it is a thread that must not wait.
	 */
	void sendFromHub(byte[] message) {
		send(message);
		if (this.parts.outbound.backlog().isHigh() && this.parts.outbound.isOpen() && this.parts.hub.isCurrent()
				&& mayWait()) {
			this.parts.outbound.backlog().awaitRoom();
		}
	}

	@Override
	public boolean mayWait() {
		return this.listener.mayWait();
	}

	@Override
	public void later(Runnable completion) {
		this.parts.results().complete(completion);
	}

	/** Completes at the low watermark; {@code null} below the high watermark. */
	@Nullable CompletableFuture<@Nullable Void> room() {
		return this.parts.outbound.backlog().room();
	}

	@Override
	public CompletableFuture<@Nullable Object> ask(RemoteMethod method, @Nullable Object @Nullable [] values,
			long timeoutNanos) {
		return this.parts.results().ask(method, values, timeoutNanos);
	}

	@Override
	public void requestHeartbeat() {
		this.parts.requestHeartbeat();
	}

	@Override
	public void disconnect(DisconnectReason reason, int statusCode, String description) {
		HandOver.of(core().executors().sending(), core().timer(),
				() -> end(reason, Termination.status(statusCode, description)));
	}

	@Override
	public void close() {
		close(Status.Code.OK.value(), "the hub closed the connection");
	}

	@Override
	public void close(int statusCode, String detail) {
		this.parts.termination.drain(DisconnectReason.of(DisconnectReason.Type.SERVER_CLOSED, detail),
				Termination.status(statusCode, detail));
	}

	void shutDown() {
		this.parts.termination.refuse(Admission.SHUTDOWN);
	}

	/**
	 * Ends the connection, if it has not ended yet.
	 * @param status the status for the client; {@code null} if nothing can be sent to it
	 */
	void end(DisconnectReason reason, @Nullable Status status) {
		this.parts.termination.close(reason, status);
	}

	@Override
	public void terminate(DisconnectReason reason, Status.Code code) {
		end(reason, code.toStatus().withDescription(reason.detail()));
	}

	@Override
	public @Nullable DisconnectReason ended() {
		return this.parts.termination.reason();
	}

	@Override
	public boolean hasEnded() {
		return this.parts.termination.hasEnded();
	}

	@Override
	public CompletableFuture<@Nullable Void> disconnected() {
		return this.parts.hub.disconnected();
	}

	HubService service() {
		return this.parts.service;
	}

	ServerCore core() {
		return this.parts.service.core();
	}

	HubSession session() {
		return this.parts.hub;
	}

	@Override
	public Class<?> receiverType() {
		return this.parts.service.receiverType();
	}

	InboundFlow inbound() {
		return this.parts.inbound;
	}

	@Override
	public Memberships groups() {
		return this.parts.groups();
	}

	@Override
	public UUID connectionId() {
		return this.parts.client.id();
	}

	@Override
	public String serviceName() {
		return this.parts.service.serviceName();
	}

	@Override
	public HeartbeatFeature heartbeat() {
		return this.parts.heartbeat.feature();
	}

	@Override
	public Duration age() {
		return this.parts.client.age();
	}

	@Override
	public Duration idle() {
		return this.parts.inbound.idle();
	}

	@Override
	public @Nullable String header(String name) {
		return this.parts.client.header(name);
	}

	@Override
	public List<String> headers(String name) {
		return this.parts.client.headers(name);
	}

	@Override
	public byte @Nullable [] headerBytes(String name) {
		return this.parts.client.headerBytes(name);
	}

	@Override
	public @Nullable SocketAddress remoteAddress() {
		return this.parts.client.remoteAddress();
	}

	@Override
	public Object transport() {
		return Objects.requireNonNullElse(remoteAddress(), this);
	}

	@Override
	public @Nullable Object eventLoop() {
		return this.parts.stream.eventLoop();
	}

	@Override
	public @Nullable Principal principal() {
		Principal known = this.parts.context.principal();
		return (known != null) ? known : this.parts.client.certificate();
	}

	@Override
	public @Nullable Instant expiresAt() {
		return this.parts.expiresAt();
	}

	@Override
	public void expireAt(@Nullable Instant when) {
		if (!hasEnded()) {
			this.parts.expireAt(when);
		}
	}

	@Override
	public ConcurrentMap<String, Object> attributes() {
		return this.parts.client.attributes();
	}

	@Override
	public long outboundBytes() {
		return this.parts.outbound.backlog().bytes();
	}

	@Override
	public CompletionStage<@Nullable Void> whenWritable() {
		CompletableFuture<@Nullable Void> room = room();
		return (room != null) ? this.parts.results().handOver(room) : CompletableFuture.completedStage(null);
	}

	@Override
	public long notReadingSince(long time) {
		return this.parts.inbound.notReadingSince(time);
	}

	@Override
	public boolean isCongested() {
		return this.parts.outbound.isBlocked();
	}

	@Override
	public void inContext(Runnable action) {
		this.parts.context.run(action);
	}

	@Override
	public String toString() {
		return serviceName() + "/" + this.parts.client.id();
	}

}
