package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.awaitility.Awaitility;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A healthy client with its own TCP connection. It acknowledges each heartbeat.
 */
final class InteropClient implements AutoCloseable {

	/** No arguments. */
	static final int NIL = 0xc0;

	static final String INTEROP_HUB = "IInteropHub";

	static final String BENCH_HUB = "IBenchHub";

	/** A flow control window so large that the socket buffer is full first. */
	private static final int WINDOW = 64 << 20;

	private final ManagedChannel channel;

	private final TestHubClient hub;

	private InteropClient(int port, String serviceName) {
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
			.usePlaintext()
			.initialFlowControlWindow(WINDOW)
			.build();
		this.hub = TestHubClient.connectAcknowledging(this.channel, serviceName);
	}

	static InteropClient connect(int port) {
		return new InteropClient(port, INTEROP_HUB);
	}

	/** Connects a number of clients, and waits until each has its hub. */
	static List<InteropClient> connect(int count, int port, String serviceName) throws Exception {
		List<InteropClient> clients = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			clients.add(new InteropClient(port, serviceName));
		}
		for (InteropClient client : clients) {
			client.hub.version();
		}
		return clients;
	}

	/** Asserts that no client is disconnected during a time. */
	static void stayOpen(Duration time, List<InteropClient> clients) {
		Awaitility.await()
			.during(time)
			.atMost(time.plusSeconds(30))
			.failFast("a healthy client was disconnected", () -> assertThat(clients).allMatch(InteropClient::isOpen))
			.until(() -> true);
	}

	static void closeAll(List<InteropClient> clients) {
		clients.forEach(InteropClient::close);
	}

	/**
	 * Calls a method, and returns the number of the call. Get the answer by
	 * {@link #answer()}.
	 */
	int call(String method, int... body) {
		return this.hub.call(method, body);
	}

	/** The same with a serialized body. */
	int call(String method, byte[] body) {
		return this.hub.call(method, body);
	}

	/** Joins a room. */
	void join(String room, String user) throws InterruptedException {
		call("JoinAsync", Bodies.text(room, user));
		answer();
	}

	/** Sends a text to all members of the room. */
	void say(String text) {
		call("SayAsync", Bodies.text(text));
	}

	/** The next text that a member of its room has sent. */
	String heard() throws IOException, InterruptedException {
		MessageUnpacker values = TestHubClient.values(this.hub.next(ServerMessage.Broadcast.class).body());
		values.unpackArrayHeader();
		values.unpackString(); // the user
		return values.unpackString();
	}

	/** The next answer. */
	ServerMessage.Response answer() throws InterruptedException {
		return this.hub.next(ServerMessage.Response.class);
	}

	/** The value of the next answer. */
	MessageUnpacker value() throws InterruptedException {
		return MessagePack.newDefaultUnpacker(answer().body().toBytes());
	}

	String connectionId() throws IOException, InterruptedException {
		call("ConnectionIdAsync", NIL);
		return value().unpackString();
	}

	long ackCount() throws IOException, InterruptedException {
		call("AckCountAsync", NIL);
		return value().unpackLong();
	}

	boolean isOpen() {
		return this.hub.isOpen();
	}

	Status status() throws Exception {
		return this.hub.status();
	}

	@Override
	public void close() {
		this.hub.close();
		this.channel.shutdownNow();
	}

}
