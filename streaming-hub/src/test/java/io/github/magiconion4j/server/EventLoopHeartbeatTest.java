package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which thread writes heartbeats.
 */
class EventLoopHeartbeatTest {

	private static final HeartbeatSettings HEARTBEAT = HeartbeatSettings.of(Duration.ofMillis(20), Duration.ZERO);

	private final AtomicReference<Thread> starting = new AtomicReference<>();

	private final AtomicReference<Thread> reading = new AtomicReference<>();

	private final Queue<Thread> writing = new ConcurrentLinkedQueue<>();

	/** Records which threads read, and which write heartbeats. */
	private final ServerInterceptor interceptor = new ServerInterceptor() {

		@Override
		public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
				ServerCallHandler<Q, R> next) {
			EventLoopHeartbeatTest.this.starting.set(Thread.currentThread());
			ServerCall<Q, R> noting = new SimpleForwardingServerCall<>(call) {

				@Override
				public void sendMessage(R message) {
					if (ServerMessage.decode((byte[]) message) instanceof ServerMessage.ServerHeartbeat) {
						EventLoopHeartbeatTest.this.writing.add(Thread.currentThread());
					}
					super.sendMessage(message);
				}

			};
			return new SimpleForwardingServerCallListener<>(next.startCall(noting, headers)) {

				@Override
				public void onMessage(Q message) {
					EventLoopHeartbeatTest.this.reading.set(Thread.currentThread());
					super.onMessage(message);
				}

			};
		}

	};

	private void connect(TestServerOptions options) throws Exception {
		try (TestServer server = new TestServer(options.heartbeat(HEARTBEAT).interceptor(this.interceptor));
				TestHubClient client = server.connect()) {
			client.next(ServerMessage.Broadcast.class); // the connection has started, on
														// threads of its own
			await().until(() -> { // the starting thread reads what arrives until it is
									// done
				client.call("Add", 0x92, 1, 1);
				Thread reader = this.reading.get();
				return reader != null && reader != this.starting.get();
			});
			this.writing.clear();
			await().until(() -> !this.writing.isEmpty()); // the answering thread may have
															// written it
			this.writing.clear();
			await().until(() -> this.writing.size() >= 3);
		}
	}

	@Test
	void theEventLoopThatReadsAConnectionWritesItsHeartbeats() throws Exception {
		connect(new TestServerOptions().netty());
		assertThat(this.writing).containsOnly(this.reading.get());
	}

	@Test
	void withoutAnEventLoopASendingThreadWritesThem() throws Exception {
		connect(new TestServerOptions());
		assertThat(this.writing).isNotEmpty().doesNotContain(Thread.currentThread());
	}

}
