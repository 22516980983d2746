package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An interceptor of the application fails to cancel a call, for example because it has no
 * call yet.
 */
class FailingCancelTest {

	private final FakeTime time = new FakeTime();

	private CompletableFuture<HubClient<ITestHub>> connect(FakeServer server) {
		Channel channel = ClientInterceptors.intercept(server, new FailingToCancel());
		return StreamingHubClient
			.connectAsync(channel, ITestHub.class, new TestReceiver(), TestClient.options(this.time))
			.toCompletableFuture();
	}

	@Test
	void nobodyWaitsForAConnectionThatCannotBeStarted() {
		assertThat(connect(new FakeServer().failingToStart(new IllegalStateException("an interceptor"))))
			.failsWithin(Duration.ZERO)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(HubStatusException.class);
	}

	@Test
	void callsFailAndTheEndIsReported() {
		FakeServer server = FakeServer.accepting();
		HubClient<ITestHub> client = TestClient.done(connect(server));
		CompletionStage<Integer> left = client.hub().addLater(1, 1);
		server.send("c1"); // no message of a hub
		assertThat(TestClient.failure(left)).isInstanceOf(HubDisconnectedException.class);
		assertThat(TestClient.reason(client).type()).isEqualTo(DisconnectReason.Type.PROTOCOL_ERROR);
	}

	private static final class FailingToCancel implements ClientInterceptor {

		@Override
		public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
			return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {

				@Override
				public void cancel(@Nullable String message, @Nullable Throwable cause) {
					throw new IllegalStateException("an interceptor");
				}

			};
		}

	}

}
