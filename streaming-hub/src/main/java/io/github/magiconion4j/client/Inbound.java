package io.github.magiconion4j.client;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.calls.HubCalls;
import io.github.magiconion4j.internal.calls.ReceiverCalls;
import io.github.magiconion4j.internal.outbound.ClientOutbound;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MalformedMessageException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events and messages of a call on gRPC's thread, one at a time. It never
 * waits for user code: heartbeats are answered here, everything else goes to the
 * application's executor. Reading never pauses, because heartbeats would then not be
 * answered; the backlog of the receiver is limited instead.
 */
final class Inbound extends ClientCall.Listener<byte[]> {

	private static final long NONE = -1;

	/** How many messages are requested from gRPC at a time. */
	static final int MESSAGES = 1 << 16;

	private final ClientConnection connection;

	private final HubTimer timer;

	private final ClientOutbound outbound;

	private final HubCalls calls;

	private final ReceiverCalls receiverCalls;

	private final @Nullable ClientHeartbeat heartbeat;

	private final HeartbeatCallbacks heartbeatCallbacks;

	private final ServerClock serverClock;

	private final HubClientListener listener;

	private @Nullable ClientCall<?, ?> call;

	/** Counted from the last request. */
	private int messages;

	/** Creates the listener of one call. */
	Inbound(ClientConnection connection, ClientSettings settings, ClientOutbound outbound, HubCalls calls,
			ReceiverCalls receiverCalls, @Nullable ClientHeartbeat heartbeat, ServerClock serverClock,
			HubClientListener listener) {
		this.connection = connection;
		this.timer = settings.runtime().timer();
		this.outbound = outbound;
		this.calls = calls;
		this.receiverCalls = receiverCalls;
		this.heartbeat = heartbeat;
		this.heartbeatCallbacks = new HeartbeatCallbacks(settings);
		this.serverClock = serverClock;
		this.listener = listener;
	}

	/**
	 * Starts reading. gRPC delivers only as many messages as were requested, so more are
	 * requested as they arrive.
	 */
	void start(ClientCall<?, ?> started) {
		this.call = started;
		started.request(2 * MESSAGES);
	}

	/** The server has accepted the connection. */
	void begin() {
		this.receiverCalls.begin();
	}

	@Override
	public void onHeaders(Metadata headers) {
		String version = headers.get(ConnectMethod.VERSION_HEADER);
		if (version != null) { // without a version, the next event reports the failure
			boolean reading = TransportThread.enter();
			try {
				this.connection.accepted(version);
			}
			finally {
				TransportThread.leave(reading);
			}
		}
	}

	@Override
	public void onMessage(byte[] bytes) {
		boolean reading = TransportThread.enter();
		try {
			requestMore();
			if (this.connection.isOpen()) {
				receive(bytes);
			}
			else {
				this.connection.refuseWithoutVersion();
			}
		}
		finally {
			TransportThread.leave(reading);
		}
	}

	private void requestMore() {
		if (++this.messages == MESSAGES && this.call != null) {
			this.messages = 0;
			this.call.request(MESSAGES);
		}
	}

	/** The connection has ended. */
	void end() {
		this.receiverCalls.end();
	}

	@Override
	public void onReady() {
		this.outbound.ready();
	}

	@Override
	public void onClose(Status status, Metadata trailers) {
		boolean reading = TransportThread.enter();
		try {
			this.connection.closed(status, trailers);
		}
		finally {
			TransportThread.leave(reading);
		}
	}

	private void receive(byte[] bytes) {
		if (this.heartbeat != null) {
			this.heartbeat.messageReceived();
		}
		DisconnectReason problem;
		try {
			problem = receive(ServerMessage.decode(bytes));
		}
		catch (MalformedMessageException ex) {
			problem = new DisconnectReason(DisconnectReason.Type.PROTOCOL_ERROR, String.valueOf(ex.getMessage()), ex);
		}
		if (problem != null) {
			this.connection.end(problem);
		}
	}

	/**
	 * Processes a message.
	 * @return why the connection must end; {@code null} if it continues
	 */
	private @Nullable DisconnectReason receive(ServerMessage message) {
		if (message instanceof ServerMessage.ServerHeartbeat received) {
			receive(received);
		}
		else if (message instanceof ServerMessage.ClientHeartbeatResponse response && this.heartbeat != null) {
			receive(response, this.heartbeat);
		}
		else if (message instanceof ServerMessage.Response response) {
			this.calls.answered(response);
		}
		else if (message instanceof ServerMessage.ErrorResponse response) {
			this.calls.answered(response);
		}
		else if (message instanceof ServerMessage.Broadcast broadcast) {
			return this.receiverCalls.add(broadcast);
		}
		else if (message instanceof ServerMessage.ClientResultRequest request) {
			return this.receiverCalls.add(request);
		}
		return null;
	}

	private void receive(ServerMessage.ServerHeartbeat received) {
		this.connection.answer(new ClientMessage.HeartbeatAck(received.sequence(), received.serverSentAt()).encode());
		long now = this.timer.now();
		this.serverClock.heartbeat(received.serverSentAt(), now,
				(this.heartbeat != null) ? this.heartbeat.recentRoundTrip(now) : NONE);
		this.heartbeatCallbacks.received(received);
	}

	private void receive(ServerMessage.ClientHeartbeatResponse response, ClientHeartbeat own) {
		long roundTrip = own.answered(response.sequence(), this.timer.now());
		if (roundTrip >= 0) {
			this.serverClock.roundTrip(roundTrip);
			this.listener.roundTripMeasured(this.connection.serviceName(), roundTrip);
			this.heartbeatCallbacks.answered(roundTrip);
		}
	}

}
