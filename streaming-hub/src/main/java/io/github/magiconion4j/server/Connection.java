package io.github.magiconion4j.server;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call of {@code Connect}: a client and its hub, put together of parts.
 * {@link CallListener} takes what comes in, {@link InboundFlow} decides when it reads,
 * {@link HubSession} runs the hub, {@link Outbound} decides what is sent when, and
 * {@link Termination} how it ends.
 */
final class Connection implements HubConnection {

	private static final Logger logger = LoggerFactory.getLogger(Connection.class);

	private final HubService service;

	private final ClientInfo client;

	private final ConnectionContext context;

	private final CallListener listener;

	private final Expiry expiry;

	private final ConnectionHeartbeat heartbeat;

	private final @Nullable Executor eventLoop;

	private final SerialExecutor heartbeatSender;

	private final Outbound outbound;

	private final InboundFlow inbound;

	private final HubSession hub;

	private final Termination termination;

	private final ClientResults results;

	private final Memberships groups = new Memberships(this);

	@SuppressWarnings("this-escape") // its parts keep it, and use it after start()
	Connection(HubService service, ServerCall<byte[], byte[]> call, Metadata headers) {
		StreamingHubServer server = service.server();
		HubStream stream = HubStream.current();
		this.service = service;
		this.client = new ClientInfo(call, headers, server.timer());
		this.context = new ConnectionContext(server.propagators(), server.userCode(), service.serviceName(),
				this.client.id().toString());
		this.expiry = new Expiry(server.timer(), InstantSource.system(), this);
		this.eventLoop = stream.eventLoop();
		this.heartbeatSender = server.heartbeatSender(this.eventLoop);
		this.heartbeat = service.heartbeats().attach(this);
		this.outbound = new Outbound(call, this.heartbeat::next, server.executors().sending(), server::writeScheduler,
				server.timer(), server.settings(), new OutboundEvents());
		this.inbound = new InboundFlow(this.outbound, server.timer(), server.settings());
		this.hub = new HubSession(this, service, this.context);
		this.results = new ClientResults(this, server.timer(), server.executors().results());
		this.termination = new Termination(server.timer(), server.executors().sending(), this.outbound, stream,
				service.unreleased(), this::decided);
		this.listener = new CallListener(this, this.heartbeat, this.outbound, this.inbound, this.hub, this.termination,
				this.results, new CallEnd(call, stream, server.settings().maxConnectionAge().toNanos()));
	}

	/** Begins, and gives what gRPC tells of the call. */
	ServerCall.Listener<byte[]> start() {
		DisconnectReason refusal = server().admission().refusal(serviceName());
		if (refusal != null) {
			unavailable(refusal);
		}
		else {
			this.expiry.set(this.context.expiresAt());
			this.inbound.start();
			this.hub.open();
		}
		return this.listener;
	}

	/** The client has passed all filters, and the hub wants it. */
	void connected() {
		this.outbound.open();
		this.heartbeat.start();
	}

	// --- what goes out

	/** Queues a message; after the end it is dropped. */
	void send(byte[] message) {
		if (!hasEnded() && this.outbound.send(message).isOverCap()) {
			slowConsumer("too much waits for the client, which reads slower than it is sent");
		}
	}

	/**
	 * Queues a message of the hub's own. Above the high watermark the hub is held back:
	 * its thread waits, unless it is one that must not.
	 */
	void sendFromHub(byte[] message) {
		send(message);
		if (this.outbound.backlog().isHigh() && this.outbound.isOpen() && this.hub.isCurrent() && mayWait()) {
			this.outbound.backlog().awaitRoom();
		}
	}

	/** Whether this thread may wait: not if others of the transport wait for it. */
	boolean mayWait() {
		return !this.listener.isCurrent();
	}

	/** Completes a stage of user code, on a thread that it may block. */
	void later(Runnable completion) {
		this.results.complete(completion);
	}

	/** See {@link Backlog#room()}. */
	@Nullable CompletableFuture<@Nullable Void> room() {
		return this.outbound.backlog().room();
	}

	/** Asks the client for a result. */
	CompletableFuture<@Nullable Object> ask(RemoteMethod method, @Nullable Object @Nullable [] values,
			long timeoutNanos) {
		return this.results.ask(method, values, timeoutNanos);
	}

	@Override
	public void requestHeartbeat() {
		this.outbound.requestHeartbeat();
		try {
			this.heartbeatSender.submit(this.outbound);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("No heartbeat is sent: the executor takes no more work", ex);
		}
	}

	// --- the end

	@Override
	public void disconnect(DisconnectReason reason, int statusCode, String description) {
		try {
			server().executors().sending().execute(() -> end(reason, status(statusCode, description)));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The application is ending: {} ends with it", this, ex);
		}
	}

	@Override
	public void close() {
		this.termination.drain(
				DisconnectReason.of(DisconnectReason.Type.SERVER_CLOSED, "the hub closed the connection"), Status.OK);
	}

	@Override
	public void close(int statusCode, String detail) {
		this.termination.drain(DisconnectReason.of(DisconnectReason.Type.SERVER_CLOSED, detail),
				status(statusCode, detail));
	}

	private static Status status(int code, String description) {
		Status status = Status.fromCodeValue(code);
		return status.isOk() ? status : status.withDescription(description);
	}

	void shutDown() {
		unavailable(Admission.SHUTDOWN);
	}

	private void unavailable(DisconnectReason reason) {
		this.termination.drain(reason, Status.UNAVAILABLE.withDescription(reason.detail()));
	}

	/**
	 * Ends the connection, if it has not ended yet.
	 * @param status what the client is told; {@code null} if nothing can be sent to it
	 */
	void end(DisconnectReason reason, @Nullable Status status) {
		this.termination.close(reason, status);
	}

	private void slowConsumer(String text) {
		end(DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER, text),
				Status.RESOURCE_EXHAUSTED.withDescription(text));
	}

	/** Called once, by whoever decided on the end. */
	private void decided(DisconnectReason reason) {
		this.client.stopClock();
		this.expiry.stop();
		this.heartbeat.stop();
		this.groups.leaveAll();
		this.results.end(reason);
		this.hub.ended(reason);
	}

	/** Why it has ended; {@code null} if it has not. */
	@Nullable DisconnectReason ended() {
		return this.termination.reason();
	}

	boolean hasEnded() {
		return this.termination.hasEnded();
	}

	/** Complete when the hub knows of the end. */
	CompletableFuture<@Nullable Void> disconnected() {
		return this.hub.disconnected();
	}

	// --- parts

	HubService service() {
		return this.service;
	}

	StreamingHubServer server() {
		return this.service.server();
	}

	/** What is called; {@code null} before there is a hub. */
	@Nullable Object hub() {
		return this.hub.invoker();
	}

	InboundFlow inbound() {
		return this.inbound;
	}

	Memberships groups() {
		return this.groups;
	}

	// --- what others see

	@Override
	public UUID connectionId() {
		return this.client.id();
	}

	@Override
	public String serviceName() {
		return this.service.serviceName();
	}

	@Override
	public HeartbeatFeature heartbeat() {
		return this.heartbeat.feature();
	}

	@Override
	public Duration age() {
		return this.client.age();
	}

	@Override
	public Duration idle() {
		return this.inbound.idle();
	}

	@Override
	public @Nullable String header(String name) {
		return this.client.header(name);
	}

	@Override
	public List<String> headers(String name) {
		return this.client.headers(name);
	}

	@Override
	public byte @Nullable [] headerBytes(String name) {
		return this.client.headerBytes(name);
	}

	@Override
	public @Nullable SocketAddress remoteAddress() {
		return this.client.remoteAddress();
	}

	@Override
	public Object transport() {
		return Objects.requireNonNullElse(remoteAddress(), this);
	}

	@Override
	public @Nullable Object eventLoop() {
		return this.eventLoop;
	}

	@Override
	public @Nullable Principal principal() {
		Principal known = this.context.principal();
		return (known != null) ? known : this.client.certificate();
	}

	@Override
	public @Nullable Instant expiresAt() {
		return this.expiry.at();
	}

	@Override
	public void expireAt(@Nullable Instant when) {
		if (!hasEnded()) {
			this.expiry.set(when);
		}
	}

	@Override
	public ConcurrentMap<String, Object> attributes() {
		return this.client.attributes();
	}

	@Override
	public long outboundBytes() {
		return this.outbound.backlog().bytes();
	}

	@Override
	public CompletionStage<@Nullable Void> whenWritable() {
		CompletableFuture<@Nullable Void> room = room();
		return (room != null) ? this.results.handOver(room) : CompletableFuture.completedStage(null);
	}

	@Override
	public long notReadingSince(long time) {
		return this.inbound.notReadingSince(time);
	}

	@Override
	public boolean isCongested() {
		return this.outbound.isBlocked();
	}

	@Override
	public void inContext(Runnable action) {
		this.context.run(action);
	}

	@Override
	public String toString() {
		return serviceName() + "/" + this.client.id();
	}

	/** What happens while messages are sent. */
	private final class OutboundEvents implements Outbound.Events {

		@Override
		public void closed() {
			Connection.this.termination.callClosed();
		}

		@Override
		public void failed(Throwable failure) {
			logger.warn("Sending to a client of hub {} failed", serviceName(), failure);
			end(new DisconnectReason(DisconnectReason.Type.FAULTED, "sending to the client failed", failure), null);
		}

		@Override
		public void noProgress() {
			disconnect(
					DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER,
							"the client has read nothing of what waits for it for "
									+ server().settings().slowConsumerTimeout().toMillis() + " ms"),
					Status.Code.RESOURCE_EXHAUSTED.value(), "you do not read what is sent to you");
		}

	}

}
