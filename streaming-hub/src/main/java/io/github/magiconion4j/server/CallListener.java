package io.github.magiconion4j.server;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.stream.CallEnd;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MalformedMessageException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Receives gRPC's events of one call, one at a time. Acknowledgements, client heartbeats
 * and client results are processed here, on gRPC's thread, and never wait. Requests are
 * passed to the {@link HubSession}, which runs them after the creation of the hub and
 * {@code onConnected}.
 */
final class CallListener extends ServerCall.Listener<byte[]> {

	private final ConnectionParts parts;

	/**
	 * The id of the thread that is delivering a message; 0 for none. Only compared to
	 * that of the current thread, so it needs no lock. A reference to the thread would
	 * cost more: the garbage collector tracks changes of references between old objects.
	 */
	private long current;

	CallListener(ConnectionParts parts) {
		this.parts = parts;
	}

	/**
	 * Whether the current thread may wait for this client. It must not while it is
	 * delivering a message, of this connection or of another on the same event loop.
	 */
	boolean mayWait() {
		return this.current != Thread.currentThread().getId() && !TransportThread.isCurrent();
	}

	@Override
	public void onMessage(byte[] bytes) {
		if (this.parts.termination.hasEnded()) {
			return;
		}
		long before = this.current;
		this.current = Thread.currentThread().getId();
		try {
			this.parts.inbound.received(bytes.length);
			this.parts.heartbeat.messageReceived();
			receive(ClientMessage.decode(bytes), bytes.length);
		}
		catch (MalformedMessageException ex) {
			String text = String.valueOf(ex.getMessage());
			this.parts.connection.end(new DisconnectReason(DisconnectReason.Type.PROTOCOL_ERROR, text, ex),
					Status.INVALID_ARGUMENT.withDescription(text));
		}
		finally {
			this.current = before;
		}
	}

	private void receive(ClientMessage message, int length) {
		if (message instanceof ClientMessage.HeartbeatAck ack) {
			this.parts.heartbeat.acknowledged(ack.sequence());
		}
		else if (message instanceof ClientMessage.Request request) {
			request(Invocation.of(this.parts.connection, request, length), length);
		}
		else if (message instanceof ClientMessage.FireAndForget request) {
			request(Invocation.of(this.parts.connection, request, length), length);
		}
		else if (message instanceof ClientMessage.ClientHeartbeat beat) {
			// A C# client closes its connection if the answer comes too late.
			this.parts.send(new ServerMessage.ClientHeartbeatResponse(beat.sequence(), beat.clientSentAt()).encode(),
					true);
		}
		else {
			this.parts.results().received(message);
		}
	}

	private void request(Invocation invocation, int length) {
		if (this.parts.inbound.requestBegins(length)) {
			this.parts.hub.call(invocation);
		}
		else {
			String text = "too many requests are waiting for the hub";
			this.parts.connection.end(DisconnectReason.of(DisconnectReason.Type.PROTOCOL_ERROR, text),
					Status.RESOURCE_EXHAUSTED.withDescription(text));
		}
	}

	@Override
	public void onReady() {
		this.parts.outbound.ready();
	}

	@Override
	public void onHalfClose() {
		if (this.parts.termination.hasEnded()) {
			return;
		}
		this.parts.termination.halfClose();
		this.parts.heartbeat.stop();
		this.parts.hub.submit(() -> { // runs after all earlier requests
			this.parts.termination.drain(CallEnd.CLIENT_CLOSED, Status.OK);
			return null;
		});
	}

	@Override
	public void onCancel() {
		boolean done = this.parts.termination.state() == Termination.State.HALF_CLOSED;
		this.parts.termination.released(done ? CallEnd.CLIENT_CLOSED : this.parts.callEnd());
	}

	@Override
	public void onComplete() {
		// If the connection has not ended yet, an interceptor or gRPC closed the call.
		this.parts.termination.released(
				DisconnectReason.of(DisconnectReason.Type.FAULTED, "the call was closed by an interceptor or by gRPC"));
	}

}
