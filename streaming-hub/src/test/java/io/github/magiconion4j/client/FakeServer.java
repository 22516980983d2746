package io.github.magiconion4j.client;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A server and its transport, controlled by a test, on the test's thread.
 */
final class FakeServer extends Channel {

	private final Queue<byte[]> sent = new ConcurrentLinkedQueue<>();

	private Consumer<ClientMessage> reaction = (message) -> {
	};

	private @Nullable RuntimeException startFailure;

	private @Nullable RuntimeException sendFailure;

	private boolean endsWithTheClient = true;

	private boolean accepting;

	private @Nullable Status refusal;

	private int connections;

	private boolean ready = true;

	private @Nullable Call call;

	String path = "";

	@Nullable Context context;

	/** Accepts as soon as a client connects. */
	static FakeServer accepting() {
		FakeServer server = new FakeServer();
		server.accepting = true;
		return server;
	}

	/** From now on, accepts as soon as a client connects. */
	void accepts() {
		this.accepting = true;
		this.refusal = null;
	}

	/** From now on, refuses each client. */
	void refuses(Status status) {
		this.refusal = status;
	}

	/** The number of connection attempts. */
	int connections() {
		return this.connections;
	}

	/** The reaction to each message. */
	FakeServer reacting(Consumer<ClientMessage> toDo) {
		this.reaction = toDo;
		return this;
	}

	/** Does not end its side when the client ends its own. */
	FakeServer staying() {
		this.endsWithTheClient = false;
		return this;
	}

	FakeServer failingToStart(RuntimeException failure) {
		this.startFailure = failure;
		return this;
	}

	void failToSend(RuntimeException failure) {
		this.sendFailure = failure;
	}

	void accept() {
		headers("2");
		send(ServerMessage.marker());
	}

	void headers(@Nullable String version) {
		Metadata headers = new Metadata();
		if (version != null) {
			headers.put(ConnectMethod.VERSION_HEADER, version);
		}
		listener().onHeaders(headers);
	}

	void send(ServerMessage message) {
		deliver(message.encode());
	}

	void send(String hex) {
		deliver(bytes(hex));
	}

	private void deliver(byte[] message) {
		Call call = call();
		if (call.requested > 0 && ++call.delivered > call.requested) {
			throw new AssertionError("gRPC would not deliver a message that was not requested");
		}
		listener().onMessage(message);
	}

	/** Answers a call with a body. */
	void answer(ClientMessage.Request request, String body) {
		send(new ServerMessage.Response(request.messageId(), request.methodId(), Slice.of(bytes(body))));
	}

	/** Answers a client's heartbeat. */
	void answerHeartbeat(int sequence) {
		send(new ServerMessage.ClientHeartbeatResponse((short) sequence, 0));
	}

	/** Sends a heartbeat. */
	void heartbeat(int sequence, long time) {
		send(new ServerMessage.ServerHeartbeat((short) sequence, time, Slice.of((byte) 0xc0)));
	}

	void close(Status status) {
		call().close(status);
	}

	/** Whether the transport accepts messages. */
	void ready(boolean now) {
		boolean before = this.ready;
		this.ready = now;
		if (now && !before) {
			listener().onReady();
		}
	}

	/** The received messages. */
	List<ClientMessage> received() {
		return this.sent.stream().map(ClientMessage::decode).toList();
	}

	<T extends ClientMessage> List<T> received(Class<T> kind) {
		return received().stream().filter(kind::isInstance).map(kind::cast).toList();
	}

	List<String> receivedHex() {
		return this.sent.stream().map(HexFormat.of()::formatHex).toList();
	}

	void forget() {
		this.sent.clear();
	}

	boolean isHalfClosed() {
		return call().halfClosed;
	}

	/** Whether the client has reset the call. */
	boolean isCancelled() {
		return call().cancelled;
	}

	boolean isClosed() {
		return call().closed;
	}

	private Call call() {
		return Objects.requireNonNull(this.call);
	}

	private ClientCall.Listener<byte[]> listener() {
		return Objects.requireNonNull(call().listener);
	}

	static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex.replace(" ", ""));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
		this.path = method.getFullMethodName();
		this.context = Context.current();
		this.call = new Call();
		this.connections++;
		return (ClientCall<Q, A>) this.call;
	}

	@Override
	public String authority() {
		return "fake";
	}

	/** As strict as gRPC itself. */
	private final class Call extends ClientCall<byte[], byte[]> {

		private @Nullable Listener<byte[]> listener;

		private volatile boolean halfClosed;

		private volatile boolean cancelled;

		private volatile boolean closed;

		private int requested;

		private int delivered;

		private final OneCaller caller = new OneCaller();

		@Override
		public void start(Listener<byte[]> theListener, Metadata headers) {
			this.listener = theListener;
			if (FakeServer.this.startFailure != null) {
				throw FakeServer.this.startFailure;
			}
			if (FakeServer.this.refusal != null) {
				close(FakeServer.this.refusal);
			}
			else if (FakeServer.this.accepting) {
				accept();
			}
		}

		@Override
		public void request(int count) {
			this.requested += count;
		}

		@Override
		public boolean isReady() {
			return FakeServer.this.ready && !this.halfClosed;
		}

		@Override
		public void sendMessage(byte[] message) {
			this.caller.enter();
			if (this.halfClosed || this.cancelled) {
				throw new IllegalStateException("the call was half-closed or cancelled");
			}
			if (FakeServer.this.sendFailure != null) {
				this.caller.leave();
				throw FakeServer.this.sendFailure;
			}
			FakeServer.this.sent.add(message);
			FakeServer.this.reaction.accept(ClientMessage.decode(message));
			this.caller.leave();
		}

		@Override
		public void halfClose() {
			this.caller.enter();
			if (this.halfClosed || this.cancelled) {
				throw new IllegalStateException("the call was half-closed or cancelled before");
			}
			this.halfClosed = true;
			if (FakeServer.this.endsWithTheClient) {
				close(Status.OK);
			}
			this.caller.leave();
		}

		@Override
		public void cancel(@Nullable String message, @Nullable Throwable cause) {
			if (!this.closed) {
				this.cancelled = true;
				close(Status.CANCELLED.withDescription(message));
			}
		}

		void close(Status status) {
			boolean first = !this.closed;
			this.closed = true;
			if (first && this.listener != null) {
				this.listener.onClose(status, new Metadata());
			}
		}

	}

}
