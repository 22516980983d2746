package io.github.magiconion4j.server;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MalformedMessageException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * What gRPC tells of a call, one event at a time. Acknowledgements, client heartbeats and
 * results of the client are dealt with here, on gRPC's thread, and wait for nothing.
 * Requests go to the {@link HubSession}, behind the creation of the hub and
 * {@code onConnected}.
 */
final class CallListener extends ServerCall.Listener<byte[]> {

	private final Connection connection;

	private final ConnectionHeartbeat heartbeat;

	private final Outbound outbound;

	private final InboundFlow inbound;

	private final HubSession hub;

	private final Termination termination;

	private final ClientResults results;

	private final CallEnd callEnd;

	/** The thread that delivers a message now. Compared to the current thread only. */
	private @Nullable Thread current;

	CallListener(Connection connection, ConnectionHeartbeat heartbeat, Outbound outbound, InboundFlow inbound,
			HubSession hub, Termination termination, ClientResults results, CallEnd callEnd) {
		this.connection = connection;
		this.heartbeat = heartbeat;
		this.outbound = outbound;
		this.inbound = inbound;
		this.hub = hub;
		this.termination = termination;
		this.results = results;
		this.callEnd = callEnd;
	}

	/** Whether this thread delivers a message: it must not wait for the next one. */
	boolean isCurrent() {
		return this.current == Thread.currentThread();
	}

	@Override
	public void onMessage(byte[] bytes) {
		if (this.termination.hasEnded()) {
			return;
		}
		Thread before = this.current;
		this.current = Thread.currentThread();
		try {
			this.inbound.received(bytes.length);
			this.heartbeat.messageReceived();
			receive(ClientMessage.decode(bytes), bytes.length);
		}
		catch (MalformedMessageException ex) {
			String text = String.valueOf(ex.getMessage());
			this.connection.end(new DisconnectReason(DisconnectReason.Type.PROTOCOL_ERROR, text, ex),
					Status.INVALID_ARGUMENT.withDescription(text));
		}
		finally {
			this.current = before;
		}
	}

	private void receive(ClientMessage message, int length) {
		if (message instanceof ClientMessage.HeartbeatAck ack) {
			this.heartbeat.acknowledged(ack.sequence());
		}
		else if (message instanceof ClientMessage.Request request) {
			request(Invocation.of(this.connection, request, length), length);
		}
		else if (message instanceof ClientMessage.FireAndForget request) {
			request(Invocation.of(this.connection, request, length), length);
		}
		else if (message instanceof ClientMessage.ClientHeartbeat beat) {
			this.connection
				.send(new ServerMessage.ClientHeartbeatResponse(beat.sequence(), beat.clientSentAt()).encode());
		}
		else {
			this.results.received(message);
		}
	}

	private void request(Invocation invocation, int length) {
		if (this.inbound.requestBegins(length)) {
			this.hub.submit(invocation);
		}
		else {
			String text = "too many requests are waiting for the hub";
			this.connection.end(DisconnectReason.of(DisconnectReason.Type.PROTOCOL_ERROR, text),
					Status.RESOURCE_EXHAUSTED.withDescription(text));
		}
	}

	@Override
	public void onReady() {
		this.outbound.ready();
	}

	@Override
	public void onHalfClose() {
		if (this.termination.hasEnded()) {
			return;
		}
		this.termination.halfClose();
		this.heartbeat.stop();
		this.hub.submit(() -> { // the requests that came before are done
			this.termination.drain(CallEnd.CLIENT_CLOSED, Status.OK);
			return null;
		});
	}

	@Override
	public void onCancel() {
		boolean done = this.termination.state() == Termination.State.HALF_CLOSED;
		this.termination.released(done ? CallEnd.CLIENT_CLOSED : this.callEnd.reason());
	}

	@Override
	public void onComplete() {
		// If it has not ended here, an interceptor or gRPC closed the call.
		this.termination
			.released(DisconnectReason.of(DisconnectReason.Type.FAULTED, "the call was closed by others than the hub"));
	}

}
