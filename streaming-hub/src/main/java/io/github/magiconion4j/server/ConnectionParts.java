package io.github.magiconion4j.server;

import java.time.InstantSource;
import java.util.concurrent.Executor;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.groups.Memberships;
import io.github.magiconion4j.internal.outbound.OutboundEvents;
import io.github.magiconion4j.internal.outbound.OutboundLimits;
import io.github.magiconion4j.internal.outbound.ServerOutbound;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a {@link Connection}, and the only place that wires them together.
 */
final class ConnectionParts {

	private static final Logger logger = LoggerFactory.getLogger(Connection.class);

	final HubService service;

	final ClientInfo client;

	final ConnectionContext context;

	final Expiry expiry;

	final ConnectionHeartbeat heartbeat;

	/** The transport's event loop, if it is known. */
	final @Nullable Executor eventLoop;

	final HeartbeatSender heartbeatSender;

	final ServerOutbound outbound;

	final InboundFlow inbound;

	final HubSession hub;

	final Termination termination;

	final ClientResults results;

	final Memberships groups;

	final CallEnd callEnd;

	ConnectionParts(Connection connection, HubService service, ServerCall<byte[], byte[]> call, Metadata headers) {
		ServerCore core = service.core();
		HubTimer timer = core.timer();
		ServerSettings settings = core.settings();
		ServerExecutors executors = core.executors();
		HubStream stream = HubStream.current();
		this.service = service;
		this.client = new ClientInfo(call, headers, timer);
		this.context = new ConnectionContext(core.extensions().propagators(), core.userCode(), service.serviceName(),
				this.client.id());
		this.expiry = new Expiry(timer, InstantSource.system(), connection);
		this.eventLoop = stream.eventLoop();
		this.heartbeat = service.heartbeats().attach(connection);
		this.outbound = new ServerOutbound(call, this.heartbeat::next, executors.sending(),
				core.eventLoops().writeScheduler(), timer,
				new OutboundLimits(settings.maxOutboundBytes(), settings.slowConsumerTimeout()),
				new Sending(connection));
		this.heartbeatSender = new HeartbeatSender(core.eventLoops().heartbeats(this.eventLoop), this.outbound);
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
		this.expiry.stop();
		this.heartbeat.stop();
		this.groups.leaveAll();
		this.results.end(reason);
		this.hub.ended(reason);
	}

	/** Handles the events of the outbound queue. */
	private final class Sending implements OutboundEvents {

		private final Connection connection;

		Sending(Connection connection) {
			this.connection = connection;
		}

		@Override
		public void closed() {
			ConnectionParts.this.termination.callClosed();
		}

		@Override
		public void failed(Throwable failure) {
			logger.warn("Sending to a client of hub {} failed", this.connection.serviceName(), failure);
			this.connection.end(
					new DisconnectReason(DisconnectReason.Type.FAULTED, "sending to the client failed", failure), null);
		}

		@Override
		public void noProgress() {
			String text = "the client has read none of the messages waiting for it for "
					+ this.connection.core().settings().slowConsumerTimeout().toMillis() + " ms";
			this.connection.disconnect(DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER, text),
					Status.Code.RESOURCE_EXHAUSTED.value(), "you do not read the messages sent to you");
		}

	}

}
