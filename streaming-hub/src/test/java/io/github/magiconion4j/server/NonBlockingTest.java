package io.github.magiconion4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.util.internal.ThreadExecutorMap;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Methods that are declared non-blocking run on the event loop that has read the call,
 * unless that would change the order of calls.
 */
class NonBlockingTest {

	/** How the shaded Netty names the threads of its event loops. */
	private static final String EVENT_LOOP = "grpc-default-worker";

	private static String thread(TestHubClient client) throws Exception {
		return thread(client, 0);
	}

	private static String thread(TestHubClient client, int... blocksMillis) throws Exception {
		client.call("Thread", blocksMillis);
		return TestHubClient.values(client.next(ServerMessage.Response.class).body()).unpackString();
	}

	/**
	 * Waits until the event loop runs a call. It does not run each: the thread that
	 * starts the connection may read the first ones, and after a pause of the process the
	 * event loop has no time for hub methods.
	 */
	private static void awaitEventLoop(TestHubClient client) {
		await().until(() -> thread(client).startsWith(EVENT_LOOP));
	}

	private static TestHubClient connected(TestServer server) {
		TestHubClient client = server.connect();
		awaitEventLoop(client);
		return client;
	}

	@Test
	void theEventLoopRunsThem() throws Exception {
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient client = server.connect()) {
			awaitEventLoop(client);
		}
	}

	@Test
	void otherMethodsRunOnThreadsThatMayBlock() throws Exception {
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient client = connected(server)) {
			TestHub hub = server.hub();
			hub.action = () -> hub.events.add(Thread.currentThread().getName());
			client.call("Tell", 0xa1, 'x');
			client.next(ServerMessage.Response.class);
			assertThat(hub.events).contains("tell x");
			assertThat(List.copyOf(hub.events)).noneMatch((event) -> event.startsWith(EVENT_LOOP));
		}
	}

	@Test
	void withoutAnEventLoopTheyRunLikeAllOthers() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			assertThat(thread(client)).isNotEqualTo(Thread.currentThread().getName());
		}
	}

	@Test
	void theyDoNotOvertakeEarlierCalls() throws Exception {
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient client = connected(server)) {
			TestHub hub = server.hub();
			client.call("Hold", 0xc0);
			client.call("Thread", 0);
			client.call("Add", 0x92, 7, 1);
			Connection connection = (Connection) hub.connection();
			await().until(() -> hub.events.contains("hold") && connection.inbound().pendingRequests() == 3);
			assertThat(hub.events).doesNotContain("add 7");
			hub.gate.countDown();
			client.next(ServerMessage.Response.class); // of hold
			client.next(ServerMessage.Response.class);
			client.next(ServerMessage.Response.class);
			assertThat(List.copyOf(hub.events)).containsSubsequence("hold", "add 7");
		}
	}

	@Test
	void oneThatBlocksLeavesTheEventLoopTimeForOthers() throws Exception {
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient client = connected(server)) {
			int[] second = { 0xcd, 0x03, 0xe8 }; // 1000 ms
			await().until(() -> thread(client, second).startsWith(EVENT_LOOP));
			assertThat(thread(client)).doesNotStartWith(EVENT_LOOP);
			awaitEventLoop(client);
		}
	}

	@Test
	void otherThreadsRunWhatIsTooMuchForTheEventLoop() throws Exception {
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient client = connected(server)) {
			for (int i = 0; i < 100; i++) {
				client.call("Thread", 1);
			}
			List<String> threads = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				threads.add(TestHubClient.values(client.next(ServerMessage.Response.class).body()).unpackString());
			}
			assertThat(threads).anyMatch((name) -> !name.startsWith(EVENT_LOOP));
		}
	}

	/** The event loop would wait for an answer that it has to read itself. */
	@Test
	void oneThatWaitsForItsClientFailsAtOnce() throws Exception {
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient client = connected(server)) {
			AtomicReference<ServerMessage> answer = new AtomicReference<>();
			await().until(() -> {
				client.call("AskNowOnEventLoop", 7);
				do {
					answer.set(ServerMessage.decode(client.nextBytes()));
				}
				while (answer.get() instanceof ServerMessage.ClientResultRequest);
				return !(answer.get() instanceof ServerMessage.Response); // not the loop
			});
			assertThat(answer.get()).isInstanceOfSatisfying(ServerMessage.ErrorResponse.class,
					(error) -> assertThat(error.statusCode()).isEqualTo(Status.Code.INTERNAL.value()));
			awaitEventLoop(client);
		}
	}

	@Test
	void theContextOfAnInterceptorIsRestored() throws Exception {
		Queue<String> after = new ConcurrentLinkedQueue<>();
		TestServerOptions options = new TestServerOptions().netty().interceptor(new ServerInterceptor() {

			@Override
			public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
					ServerCallHandler<Q, R> next) {
				return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {

					@Override
					public void onMessage(Q message) {
						MDC.put("own", "of the interceptor");
						super.onMessage(message);
						after.add(MDC.get("own") + " " + MDC.get("hub"));
						MDC.clear();
					}

				};
			}

		});
		try (TestServer server = new TestServer(options); TestHubClient client = connected(server)) {
			assertThat(server.hub().events).isNotEmpty();
			awaitEventLoop(client);
			await().until(() -> after.size() >= 2);
			assertThat(after).containsOnly("of the interceptor null");
		}
	}

	@Test
	void aServerWithoutSpringHasThemToo() throws Exception {
		try (StreamingHubServer hubs = StreamingHubServer.builder().hub(TestHub.class, TestHub::new).build()) {
			NettyServerBuilder builder = NettyServerBuilder.forPort(0);
			hubs.addTo(builder, ThreadExecutorMap::currentExecutor);
			Server grpc = builder.build().start();
			ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", grpc.getPort()).usePlaintext().build();
			try (TestHubClient client = TestHubClient.connect(channel, TestServer.SERVICE)) {
				awaitEventLoop(client);
			}
			finally {
				channel.shutdownNow();
				grpc.shutdownNow();
			}
		}
	}

	@Test
	void theClientMayEndWhileOneRuns() throws Exception {
		try (TestServer server = new TestServer(new TestServerOptions().netty())) {
			TestHubClient client = connected(server);
			TestHub hub = server.hub();
			client.call("Thread", 20);
			client.close();
			assertThat(hub.disconnected.get(20, TimeUnit.SECONDS)).isNotNull();
			await().until(() -> hub.events.contains("destroyed"));
		}
	}

}
