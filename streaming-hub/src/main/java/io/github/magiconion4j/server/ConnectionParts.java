package io.github.magiconion4j.server;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.groups.Memberships;
import io.github.magiconion4j.internal.outbound.OutboundEvents;
import io.github.magiconion4j.internal.outbound.ServerOutbound;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.timer.HubTimer;
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

	private final Connection connection;

	final ClientInfo client;

	final ConnectionContext context;

	final ConnectionHeartbeat heartbeat;

	/** The transport's event loop, if it is known. */
	final @Nullable Executor eventLoop;

	private final SerialExecutor heartbeatSender;

	final ServerOutbound outbound;

	final InboundFlow inbound;

	final HubSession hub;

	final Termination termination;

	final ClientResults results;

	final Memberships groups;

	final CallEnd callEnd;

	/** Created on first use: most credentials do not expire. */
	private volatile @Nullable Expiry expiry;

	ConnectionParts(Connection connection, HubService service, ServerCall<byte[], byte[]> call, Metadata headers) {
		ServerCore core = service.core();
		HubTimer timer = core.timer();
		ServerSettings settings = core.settings();
		ServerExecutors executors = core.executors();
		HubStream stream = HubStream.current();
		this.service = service;
		this.connection = connection;
		this.client = new ClientInfo(call, headers, timer);
		this.context = new ConnectionContext(core.extensions().propagators(), core.userCode(), service.serviceName(),
				this.client.id());
		this.eventLoop = stream.eventLoop();
		this.heartbeat = service.heartbeats().attach(connection);
		this.outbound = new ServerOutbound(call, this.heartbeat::next, executors.sending(),
				core.eventLoops().writeScheduler(), timer, core.outboundLimits(), this);
		this.heartbeatSender = core.eventLoops().heartbeats(this.eventLoop);
		this.inbound = new InboundFlow(this.outbound, timer, settings);
		this.hub = new HubSession(connection, service, this.context);
		this.results = new ClientResults(connection, timer, executors.results());
		this.groups = new Memberships(connection);
		this.termination = new Termination(timer, executors.sending(), this.outbound, stream, service.unreleased(),
				this::decided);
		this.callEnd = new CallEnd(call, stream, settings.maxConnectionAge().toNanos());
	}

	/** The end has been decided. Called once, on the thread that decided it. */
	private void decided(DisconnectReason reason) {
		this.client.stopClock();
		Expiry known = this.expiry;
		if (known != null) {
			known.stop();
		}
		this.heartbeat.stop();
		this.groups.leaveAll();
		this.results.end(reason);
		this.hub.ended(reason);
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
