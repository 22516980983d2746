package io.github.magiconion4j.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/**
 * A client that sends what a test says, message by message, and nothing automatically
 * except, optionally, acknowledgements of heartbeats.
 */
public final class TestHubClient extends ClientCall.Listener<byte[]> implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 20;

	private static final Metadata.Key<String> VERSION = Metadata.Key.of("x-magiconion-streaminghub-version",
			Metadata.ASCII_STRING_MARSHALLER);

	private final ClientCall<byte[], byte[]> call;

	private final CompletableFuture<Metadata> headers = new CompletableFuture<>();

	private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

	private final CompletableFuture<Status> status = new CompletableFuture<>();

	private final boolean acknowledging;

	private final AtomicInteger acknowledged = new AtomicInteger();

	private int messageId;

	private TestHubClient(ClientCall<byte[], byte[]> call, boolean acknowledging) {
		this.call = call;
		this.acknowledging = acknowledging;
	}

	/** Connects and reads all messages. */
	public static TestHubClient connect(Channel channel, String serviceName) {
		return connect(channel, serviceName, Integer.MAX_VALUE);
	}

	/** Connects and reads a number of messages. */
	public static TestHubClient connect(Channel channel, String serviceName, int messages) {
		return connect(channel, serviceName, messages, false);
	}

	/**
	 * Connects, reads all messages and acknowledges each heartbeat immediately, like
	 * every MagicOnion client; the test does not see the heartbeats.
	 */
	public static TestHubClient connectAcknowledging(Channel channel, String serviceName) {
		return connect(channel, serviceName, Integer.MAX_VALUE, true);
	}

	private static TestHubClient connect(Channel channel, String serviceName, int messages, boolean acknowledging) {
		TestHubClient client = new TestHubClient(channel.newCall(method(serviceName), CallOptions.DEFAULT),
				acknowledging);
		client.call.start(client, new Metadata());
		client.call.request(messages);
		return client;
	}

	public void send(ClientMessage message) {
		send(message.encode());
	}

	/**
	 * A call allows one caller at a time, and acknowledgements are sent on gRPC's thread.
	 */
	public synchronized void send(byte... bytes) {
		this.call.sendMessage(bytes);
	}

	/** Calls a method and returns the number of the call. */
	public int call(String method, int... body) {
		send(new ClientMessage.Request(++this.messageId, MethodIds.of(method), bytes(body)));
		return this.messageId;
	}

	/** The same with any body. */
	public int call(String method, byte[] body) {
		send(new ClientMessage.Request(++this.messageId, MethodIds.of(method), Slice.of(body)));
		return this.messageId;
	}

	/** Reads a number of further messages. */
	public void read(int messages) {
		this.call.request(messages);
	}

	/** From now on, reads all messages. */
	public void readAll() {
		this.call.request(Integer.MAX_VALUE);
	}

	public void fireAndForget(String method, int... body) {
		send(new ClientMessage.FireAndForget(MethodIds.of(method), bytes(body)));
	}

	/** Sends a result that the server asked for. */
	public void answer(ServerMessage.ClientResultRequest request, int... body) {
		send(new ClientMessage.ClientResult(request.id(), request.methodId(), bytes(body)));
	}

	/** Acknowledges a heartbeat. */
	public void acknowledge(ServerMessage.ServerHeartbeat heartbeat) {
		send(new ClientMessage.HeartbeatAck(heartbeat.sequence(), heartbeat.serverSentAt()));
	}

	/** The number of automatic acknowledgements. */
	public int acknowledged() {
		return this.acknowledged.get();
	}

	/** Half-closes: no more messages will be sent. */
	public void halfClose() {
		this.call.halfClose();
	}

	/** Resets the stream. */
	public void cancel() {
		this.call.cancel("as the test wants it", null);
	}

	@Override
	public void close() {
		cancel();
	}

	/** The value of the version header; waits for the headers. */
	public String version() throws Exception {
		return this.headers.get(PATIENCE_SECONDS, TimeUnit.SECONDS).get(VERSION);
	}

	/** The next message of any kind. */
	public byte[] nextBytes() throws InterruptedException {
		byte[] bytes = this.received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (bytes == null) {
			throw new AssertionError("no message came; the call " + this.status);
		}
		return bytes;
	}

	/** The next message of a kind; others before it are skipped. */
	public <T extends ServerMessage> T next(Class<T> kind) throws InterruptedException {
		while (true) {
			ServerMessage message = ServerMessage.decode(nextBytes());
			if (kind.isInstance(message) && !message.equals(ServerMessage.marker())) {
				return kind.cast(message);
			}
		}
	}

	/** Whether no message is waiting to be read. */
	public boolean hasNothing() {
		return this.received.isEmpty();
	}

	/** The status of the call; waits for its end. */
	public Status status() throws Exception {
		return this.status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	public boolean isOpen() {
		return !this.status.isDone();
	}

	@Override
	public void onHeaders(Metadata received) {
		this.headers.complete(received);
	}

	@Override
	public void onMessage(byte[] bytes) {
		if (this.acknowledging && ServerMessage.decode(bytes) instanceof ServerMessage.ServerHeartbeat heartbeat) {
			acknowledge(heartbeat);
			this.acknowledged.incrementAndGet();
		}
		else {
			this.received.add(bytes);
		}
	}

	@Override
	public void onClose(Status closed, Metadata trailers) {
		this.status.complete(closed);
		this.headers.completeExceptionally(closed.asRuntimeException());
	}

	/** Reads a body value by value. */
	public static MessageUnpacker values(Slice body) {
		return MessagePack.newDefaultUnpacker(body.array(), body.offset(), body.length());
	}

	/** Bytes from values between 0 and 255. */
	public static Slice bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return Slice.of(bytes);
	}

	private static MethodDescriptor<byte[], byte[]> method(String serviceName) {
		return MethodDescriptor.<byte[], byte[]>newBuilder(Bytes.INSTANCE, Bytes.INSTANCE)
			.setType(MethodDescriptor.MethodType.BIDI_STREAMING)
			.setFullMethodName(serviceName + "/Connect")
			.build();
	}

	private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {

		INSTANCE;

		@Override
		public InputStream stream(byte[] value) {
			return new ByteArrayInputStream(value);
		}

		@Override
		public byte[] parse(InputStream stream) {
			try {
				return stream.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
