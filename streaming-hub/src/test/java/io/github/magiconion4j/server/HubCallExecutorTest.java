package io.github.magiconion4j.server;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An interceptor sees the start of a connection on a thread that may block, and its
 * messages on the thread that reads them: with the in-process transport, that is the
 * sending thread.
 */
class HubCallExecutorTest {

	private final BlockingQueue<String> beginnings = new LinkedBlockingQueue<>();

	private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

	private final ServerInterceptor interceptor = new ServerInterceptor() {

		@Override
		public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
				ServerCallHandler<Q, R> next) {
			HubCallExecutorTest.this.beginnings.add(Thread.currentThread().getName());
			return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {

				@Override
				public void onMessage(Q message) {
					HubCallExecutorTest.this.messages.add(Thread.currentThread().getName());
					super.onMessage(message);
				}

			};
		}

	};

	@Test
	@Timeout(60)
	void onlyTheStartOfACallRunsOnAnExecutor() throws Exception {
		String here = Thread.currentThread().getName();
		try (TestServer server = new TestServer(this.interceptor); TestHubClient client = server.connect()) {
			client.next(ServerMessage.Broadcast.class); // the connection has started
			do { // the thread of the start may still be about to end
				client.call("Add", 0x92, 1, 1);
			}
			while (!here.equals(this.messages.poll(20, TimeUnit.SECONDS)));
			for (int i = 0; i < 3; i++) {
				client.call("Add", 0x92, 1, 1);
				assertThat(this.messages.poll(20, TimeUnit.SECONDS)).isEqualTo(here);
			}
			assertThat(this.beginnings.poll(20, TimeUnit.SECONDS)).isNotEqualTo(here);
		}
	}

}
