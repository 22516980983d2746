package io.github.magiconion4j.server;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.groups.Memberships;
import io.github.magiconion4j.internal.inbound.ClientResults;
import io.github.magiconion4j.internal.inbound.InboundFlow;
import io.github.magiconion4j.internal.outbound.OutboundEvents;
import io.github.magiconion4j.internal.outbound.ServerOutbound;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.internal.stream.CallEnd;
import io.github.magiconion4j.internal.stream.ClientInfo;
import io.github.magiconion4j.internal.stream.Expiry;
import io.github.magiconion4j.internal.stream.HubStream;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a {@link Connection}, and the only place that wires them together: it
 * creates them, and passes events of one to the others.
 */
final class ConnectionParts implements OutboundEvents {

	private static final Logger logger = LoggerFactory.getLogger(Connection.class);

	final HubService service;

	final Connection connection;

	final ClientInfo client;

	final ConnectionContext context;

	final ConnectionHeartbeat heartbeat;

	final HubStream stream;

	/** Of the call; {@code null} for none. */
	private final @Nullable Deadline deadline;

	private final SerialExecutor heartbeatSender;

	final ServerOutbound outbound;

	final InboundFlow inbound;

	final HubSession hub;

	final Termination termination;

	/** Created on first use: most clients are never asked for a result. */
	private volatile @Nullable ClientResults results;

	/** Created on first use: many connections join no group. */
	private volatile @Nullable Memberships groups;

	/** Created on first use: most credentials do not expire. */
	private volatile @Nullable Expiry expiry;

	ConnectionParts(Connection connection, HubService service, ServerCall<byte[], byte[]> call, Metadata headers) {
		ServerCore core = service.core();
		HubTimer timer = core.timer();
		ServerExecutors executors = core.executors();
		this.stream = HubStream.current();
		this.deadline = Context.current().getDeadline();
		this.service = service;
		this.connection = connection;
		this.client = new ClientInfo(call, headers, timer);
		this.context = new ConnectionContext(service, this.client.id());
		this.heartbeat = service.heartbeats().attach(connection);
		this.outbound = new ServerOutbound(call, this.heartbeat, executors.sending(),
				core.eventLoops().writeScheduler(), timer, core.outboundLimits(), this);
		this.heartbeatSender = core.eventLoops().heartbeats(this.stream.eventLoop());
		this.inbound = new InboundFlow(this.outbound, timer, core.inboundLimits());
		this.hub = new HubSession(connection, service, this.context);
		this.termination = new Termination(this);
	}

	/** The end has been decided. Called once, on the thread that decided it. */
	void ended(DisconnectReason reason) {
		this.client.stopClock();
		Expiry expiring = this.expiry;
		if (expiring != null) {
			expiring.stop();
		}
		this.heartbeat.stop();
		Memberships joined = this.groups;
		if (joined != null) { // otherwise it can join no group any more
			joined.leaveAll();
		}
		ClientResults awaited = this.results;
		if (awaited != null) {
			awaited.end(reason);
		}
		this.hub.ended(reason);
	}

	/**
	 * Queues a message. After the end it is dropped.
	 * @param ahead whether it is sent before the queued messages, like a heartbeat
	 */
	void send(byte[] message, boolean ahead) {
		if (!this.termination.hasEnded() && this.outbound.send(message, ahead).isOverCap()) {
			String text = "too many bytes are waiting for the client, which reads too slowly";
			this.termination.close(DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER, text),
					Status.RESOURCE_EXHAUSTED.withDescription(text));
		}
	}

	/** Why gRPC cancelled the call, if this side did not end it. */
	DisconnectReason callEnd() {
		return new CallEnd(this.stream, this.deadline, this.service.core().settings().maxConnectionAge().toNanos())
			.reason();
	}

	synchronized ClientResults results() {
		ClientResults known = this.results;
		if (known == null) {
			ServerCore core = this.service.core();
			known = new ClientResults(this.connection, this.inbound, core.timer(), core.executors().results());
			this.results = known;
		}
		return known;
	}

	synchronized Memberships groups() {
		Memberships known = this.groups;
		if (known == null) {
			known = new Memberships(this.connection);
			this.groups = known;
		}
		return known;
	}

	/** When the client's credentials expire; {@code null} for never. */
	@Nullable Instant expiresAt() {
		Expiry known = this.expiry;
		return (known != null) ? known.at() : null;
	}

	synchronized void expireAt(@Nullable Instant when) {
		Expiry known = this.expiry;
		if (known == null && when != null) {
			known = new Expiry(this.service.core().timer(), InstantSource.system(), this.connection);
			this.expiry = known;
		}
		if (known != null) {
			known.set(when);
		}
	}

	/**
	 * Requests a heartbeat, which is sent as soon as flow control allows, in a batch with
	 * those of other connections that are due at the same time.
	 */
	void requestHeartbeat() {
		this.outbound.requestHeartbeat();
		try {
			this.heartbeatSender.submit(this.outbound);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The heartbeat is delayed until the next one: the executor rejected it", ex);
		}
	}

	// --- events of the outbound queue

	@Override
	public void closed() {
		this.termination.callClosed();
	}

	@Override
	public void failed(Throwable failure) {
		logger.warn("Sending to a client of hub {} failed", this.service.serviceName(), failure);
		this.connection
			.end(new DisconnectReason(DisconnectReason.Type.FAULTED, "sending to the client failed", failure), null);
	}

	@Override
	public void noProgress() {
		String text = "the client has read none of the messages waiting for it for "
				+ this.service.core().settings().slowConsumerTimeout().toMillis() + " ms";
		this.connection.disconnect(DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER, text),
				Status.Code.RESOURCE_EXHAUSTED.value(), "you do not read the messages sent to you");
	}

}
