package io.github.magiconion4j.client;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Misbehaving servers, on real sockets: each has one clear outcome, in time, and nothing
 * is left behind.
 */
class HostileServerTest {

	/** A bound for a busy machine; the awaited times are much shorter. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int UNKNOWN = 2;

	private static final int DEADLINE_EXCEEDED = 4;

	private static final int INTERNAL = 13;

	private static final int UNAVAILABLE = 14;

	/** The threads of the timer and of the pools of clients. */
	@AfterAll
	static void noThreadIsLeftBehind() {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(ownThreads()).hasSizeLessThanOrEqualTo(1));
	}

	private static List<String> ownThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("streaming-hub-"))
			.toList();
	}

	private static ManagedChannel channel(int port) {
		return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
	}

	private static HubClient<ITestHub> connect(ManagedChannel channel, Duration timeout) {
		return StreamingHubClient.connect(channel, ITestHub.class, new TestReceiver(),
				StreamingHubClientOptions.createWithDefault().withConnectTimeout(timeout));
	}

	/** Expects that no client can connect to a server with this behavior. */
	private static HubStatusException refused(RawServer.Behaviour behaviour, int code) throws Exception {
		try (RawServer server = new RawServer(behaviour)) {
			return refused(server.port(), code);
		}
	}

	private static HubStatusException refused(int port, int code) {
		ManagedChannel channel = channel(port);
		try {
			Duration timeout = (code == DEADLINE_EXCEEDED) ? Duration.ofMillis(500) : PATIENCE;
			HubStatusException failure = catchThrowableOfType(HubStatusException.class,
					() -> connect(channel, timeout));
			assertThat(failure).isNotNull();
			assertThat(failure.statusCode()).as(failure.detail()).isEqualTo(code);
			return failure;
		}
		finally {
			channel.shutdownNow();
		}
	}

	/** Lets a client connect, call, and see the end. */
	private static DisconnectReason ended(RawServer.Behaviour behaviour) throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		try (RawServer server = new RawServer((socket) -> {
			int stream = RawServer.nextCall(socket);
			RawServer.headers(socket, stream, "application/grpc", "x-magiconion-streaminghub-version", "2");
			RawServer.data(socket, stream, "00 00 00 00 04 93 ff 00 0c");
			awaitQuietly(called);
			behaviour.serve(socket);
		})) {
			ManagedChannel channel = channel(server.port());
			try {
				HubClient<ITestHub> client = connect(channel, PATIENCE);
				CompletionStage<Integer> call = client.hub().addLater(1, 1);
				CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> client.hub().add(1, 1));
				Awaitility.await().atMost(PATIENCE).until(() -> TestClient.calls(client) == 2);
				called.countDown();
				DisconnectReason reason = client.disconnected()
					.toCompletableFuture()
					.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
				assertThat(call.toCompletableFuture()).failsWithin(PATIENCE);
				assertThat(waiting).failsWithin(PATIENCE)
					.withThrowableThat()
					.havingCause()
					.isInstanceOf(HubDisconnectedException.class);
				assertThat(TestClient.calls(client)).isZero();
				return reason;
			}
			finally {
				channel.shutdownNow();
			}
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void noServer() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		refused(port, UNAVAILABLE);
	}

	@Test
	void sendsNothing() throws Exception {
		refused((socket) -> {
		}, DEADLINE_EXCEEDED);
	}

	@Test
	void sendsNothingForTheCall() throws Exception {
		refused(RawServer::nextCall, DEADLINE_EXCEEDED);
	}

	@Test
	void hangsUp() throws Exception {
		refused(Socket::close, UNAVAILABLE);
	}

	@Test
	void speaksAnotherProtocol() throws Exception {
		refused((socket) -> write(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), INTERNAL);
	}

	@Test
	void isNotAGrpcServer() throws Exception {
		refused((socket) -> RawServer.headers(socket, RawServer.nextCall(socket), "text/html"), DEADLINE_EXCEEDED);
	}

	@Test
	void answersWithAWebPage() throws Exception {
		refused((socket) -> {
			int stream = RawServer.nextCall(socket);
			RawServer.headers(socket, stream, "text/html");
			RawServer.data(socket, stream, "3c 68 74 6d 6c 3e");
			RawServer.end(socket, stream);
		}, UNKNOWN);
	}

	@Test
	void speaksAnotherVersion() throws Exception {
		HubStatusException failure = refused((socket) -> RawServer.headers(socket, RawServer.nextCall(socket),
				"application/grpc", "x-magiconion-streaminghub-version", "7"), INTERNAL);
		assertThat(failure.detail()).contains("ServerVersion=7");
	}

	@Test
	void isNotAHubServer() throws Exception {
		HubStatusException failure = refused((socket) -> {
			int stream = RawServer.nextCall(socket);
			RawServer.headers(socket, stream, "application/grpc");
			RawServer.data(socket, stream, "00 00 00 00 04 93 ff 00 0c");
		}, INTERNAL);
		assertThat(failure.detail()).endsWith("ServerVersion is missing.");
	}

	@Test
	void closesInTheMiddleOfAMessage() throws Exception {
		DisconnectReason reason = ended((socket) -> {
			RawServer.data(socket, 3, "00 00 00 00 64 92 ce");
			socket.close();
		});
		assertThat(reason.type()).isEqualTo(DisconnectReason.Type.FAULTED);
	}

	@Test
	void sendsGarbageInsteadOfFrames() throws Exception {
		DisconnectReason reason = ended((socket) -> write(socket, "garbage".repeat(1000)));
		assertThat(reason.type()).isEqualTo(DisconnectReason.Type.FAULTED);
	}

	@Test
	void sendsGarbageInsteadOfMessages() throws Exception {
		DisconnectReason reason = ended((socket) -> RawServer.data(socket, 3, "00 00 00 00 03 de ad 00"));
		assertThat(reason.type()).isEqualTo(DisconnectReason.Type.PROTOCOL_ERROR);
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

}
