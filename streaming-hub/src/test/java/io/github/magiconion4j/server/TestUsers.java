package io.github.magiconion4j.server;

import java.security.Principal;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send their user in a header, and servers that trust it.
 */
final class TestUsers {

	private static final Metadata.Key<String> USER = Metadata.Key.of("user", Metadata.ASCII_STRING_MARSHALLER);

	private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

	private TestUsers() {
	}

	static TestServerOptions known(TestServerOptions options) {
		return options.interceptor(new Authentication())
			.propagator(() -> (CURRENT.get() != null) ? new User(String.valueOf(CURRENT.get())) : null);
	}

	static TestHubClient connect(TestServer server, String user) {
		Metadata headers = new Metadata();
		headers.put(USER, user);
		return server.connect(headers);
	}

	static void assertWorks(TestHubClient client) throws InterruptedException {
		client.call("Add", 0x92, 1, 2);
		assertThat(client.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(3));
	}

	private static final class Authentication implements ServerInterceptor {

		@Override
		public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
				ServerCallHandler<Q, R> next) {
			CURRENT.set(headers.get(USER));
			try {
				return next.startCall(call, headers);
			}
			finally {
				CURRENT.remove();
			}
		}

	}

	private record User(String name) implements ContextPropagator.Captured {

		@Override
		public ContextPropagator.Scope attach() {
			return () -> {
			};
		}

		@Override
		public Principal principal() {
			return () -> this.name;
		}

	}

}
