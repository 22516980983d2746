package io.github.magiconion4j.client;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.client.Lifecycle.State;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.calls.ClientContract;
import io.github.magiconion4j.internal.calls.HubCalls;
import io.github.magiconion4j.internal.calls.Link;
import io.github.magiconion4j.internal.calls.ReceiverCalls;
import io.github.magiconion4j.internal.outbound.ClientOutbound;
import io.github.magiconion4j.internal.reconnect.Accepted;
import io.github.magiconion4j.internal.reconnect.Attempt;
import io.github.magiconion4j.internal.threads.Announcement;
import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a hub: a call of {@code Connect}. {@link Inbound} receives messages,
 * {@link ClientOutbound} is the outbound queue, and {@link Lifecycle} the state machine
 * of its start and end.
 */
final class ClientConnection implements Link, Attempt {

	private final ClientContract contract;

	private final ClientSettings settings;

	private final ClientCall<byte[], byte[]> call;

	private final @Nullable ClientHeartbeat heartbeat;

	private final ClientOutbound outbound;

	private final HubCalls calls;

	private final Inbound inbound;

	private final ServerClock serverClock;

	private final HubClientListener listener;

	private final Lifecycle lifecycle;

	private final Announcement<Accepted> acceptance;

	private final Announcement<DisconnectReason> end;

	private volatile boolean callClosed;

	ClientConnection(ClientContract contract, Object receiver, ClientSettings settings,
			ClientCall<byte[], byte[]> call) {
		ClientRuntime runtime = settings.runtime();
		ClientThreads threads = settings.threads();
		this.contract = contract;
		this.settings = settings;
		this.call = call;
		this.heartbeat = ClientHeartbeat.of(this, settings);
		this.outbound = new ClientOutbound(call, (this.heartbeat != null) ? this.heartbeat::next : () -> null,
				runtime.sendExecutor(), this::sendingFailed);
		this.calls = new HubCalls(this, threads, settings.callTimeout);
		this.serverClock = settings.serverClock();
		this.listener = new GuardedListener(settings.listeners.get(), runtime.userCode());
		this.inbound = new Inbound(this, settings, this.outbound, this.calls,
				new ReceiverCalls(contract, receiver, settings.receiverQueue(), this.calls, runtime.userCode(), this),
				this.heartbeat, this.serverClock, this.listener);
		this.acceptance = new Announcement<>(threads);
		this.end = new Announcement<>(threads);
		this.lifecycle = new Lifecycle(runtime, settings.connectTimeout.toNanos(), this::overdue);
	}

	// --- the start

	void start() {
		this.listener.connecting(serviceName());
		this.lifecycle.begin();
		try {
			this.call.start(this.inbound, new Metadata());
			this.inbound.start(this.call);
		}
		catch (RuntimeException | Error ex) { // gRPC or an interceptor failed
			refuse(Status.INTERNAL.withDescription("The call cannot be started.").withCause(ex), null);
		}
	}

	@Override
	public Announcement<Accepted> acceptance() {
		return this.acceptance;
	}

	@Override
	public Announcement<DisconnectReason> end() {
		return this.end;
	}

	/** The server has accepted the connection. */
	void accepted(String version) {
		if (!version.equals(ConnectMethod.VERSION)) {
			refuse(Status.INTERNAL.withDescription(
					"The message version of StreamingHub mismatch between the client and the server. (ServerVersion="
							+ version + "; Expected=" + ConnectMethod.VERSION + ")"),
					null);
		}
		else if (this.lifecycle.open()) {
			this.inbound.begin();
			this.listener.connected(serviceName());
			if (this.heartbeat != null) {
				this.heartbeat.start();
			}
			this.acceptance.make(new Accepted(null));
		}
	}

	/**
	 * The server sent something other than its version first. Does nothing if the version
	 * has arrived before.
	 */
	void refuseWithoutVersion() {
		refuse(Status.INTERNAL.withDescription("The request started successfully (StatusCode = OK), but the "
				+ "StreamingHub client has failed to negotiate with the server. ServerVersion is missing."), null);
	}

	@Override
	public void abandon(String why) {
		refuse(Status.CANCELLED.withDescription(why), null);
	}

	private void refuse(Status status, @Nullable Metadata trailers) {
		if (this.lifecycle.state() != State.CONNECTING) {
			return;
		}
		StatusRuntimeException failure = CallFailures.exception(status, trailers);
		if (this.lifecycle.refuse(CallFailures.reason(failure))) {
			release(String.valueOf(status.getDescription()));
			this.acceptance.make(new Accepted(failure));
		}
	}

	// --- outbound

	@Override
	public void send(byte[] message) {
		this.outbound.send(message);
	}

	@Override
	public boolean isFull() {
		return this.outbound.queuedBytes() > this.settings.maxQueuedBytes;
	}

	@Override
	public void answer(byte[] message) {
		this.outbound.answer(message);
		// Calls already fail at half of this limit; answers to the server cannot fail, so
		// the connection ends.
		if (this.outbound.queuedBytes() > 2 * this.settings.maxQueuedBytes) {
			end(DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER,
					"the server does not read the messages sent to it"));
		}
	}

	void requestHeartbeat() {
		this.outbound.requestHeartbeat();
		this.settings.runtime().sendSoon(this.outbound);
	}

	boolean isBlocked() {
		return this.outbound.isBlocked();
	}

	// --- the end

	@Override
	public CompletionStage<DisconnectReason> closeAsync() {
		if (this.lifecycle.close(this.settings.closeTimeout.toNanos())) {
			if (this.heartbeat != null) {
				this.heartbeat.stop();
			}
			this.outbound.finish();
		}
		return this.end.stage();
	}

	private void overdue(State state) {
		if (state == State.CONNECTING) {
			refuse(Status.DEADLINE_EXCEEDED.withDescription(
					"Hub " + serviceName() + " did not answer within " + this.settings.connectTimeout), null);
		}
		else {
			end(DisconnectReason.of(DisconnectReason.Type.CLIENT_RESET,
					"the server did not end the call within " + this.settings.closeTimeout));
		}
	}

	/** Called on the timer's thread. */
	void timedOut(String text) {
		StatusRuntimeException cause = Status.UNAVAILABLE.withDescription(text).asRuntimeException();
		this.settings.runtime()
			.execute(() -> end(new DisconnectReason(DisconnectReason.Type.HEARTBEAT_TIMEOUT, text, cause)));
	}

	private void sendingFailed(Throwable failure) {
		end(new DisconnectReason(DisconnectReason.Type.FAULTED, "sending to the server failed", failure));
	}

	/** The call was closed, by the server or by gRPC. */
	void closed(Status status, Metadata trailers) {
		this.callClosed = true;
		if (status.isOk()) {
			refuseWithoutVersion();
			end(DisconnectReason.of(DisconnectReason.Type.SERVER_CLOSED, "the server closed the connection"));
		}
		else {
			refuse(status, trailers);
			end(CallFailures.reason(CallFailures.exception(status, trailers)));
		}
	}

	/** Ends an open connection, if it has not ended yet. */
	void end(DisconnectReason event) {
		DisconnectReason reason = this.lifecycle.end(event);
		if (reason == null) {
			return;
		}
		if (this.heartbeat != null) {
			this.heartbeat.stop();
		}
		release(reason.detail());
		this.listener.disconnected(serviceName(), reason);
		this.calls.end(reason);
		this.inbound.end();
		this.end.make(reason);
	}

	private void release(String why) {
		this.outbound.end();
		if (!this.callClosed) { // an interceptor may fail
			this.settings.runtime().userCode().run(this.call, () -> this.call.cancel(why, null));
		}
	}

	// --- state

	/** Whether the server's messages are processed. */
	boolean isOpen() {
		return this.lifecycle.isOpen();
	}

	@Override
	public @Nullable DisconnectReason over() {
		return this.lifecycle.reason();
	}

	String serviceName() {
		return this.contract.serviceName();
	}

	@Override
	public HubStatusException failure(DisconnectReason reason) {
		return new HubDisconnectedException(serviceName(), reason);
	}

	@Override
	public HubCalls calls() {
		return this.calls;
	}

	ClientContract contract() {
		return this.contract;
	}

	ServerClock serverClock() {
		return this.serverClock;
	}

}
