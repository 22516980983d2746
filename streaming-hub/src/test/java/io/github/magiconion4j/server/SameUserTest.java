package io.github.magiconion4j.server;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens when a user connects again.
 */
class SameUserTest {

	private static final Metadata.Key<String> USER = Metadata.Key.of("user", Metadata.ASCII_STRING_MARSHALLER);

	private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

	private final Queue<DisconnectReason> refused = new ConcurrentLinkedQueue<>();

	private TestServer server(SameUserPolicy policy) throws Exception {
		return new TestServer(new TestServer.Options().sameUser(policy)
			.interceptor(new Authentication())
			.propagator(() -> (CURRENT.get() != null) ? new User(String.valueOf(CURRENT.get())) : null)
			.listener(new HubListener() {

				@Override
				public void refused(ServerConnection connection, DisconnectReason reason) {
					SameUserTest.this.refused.add(reason);
				}

			}));
	}

	private static TestHubClient connect(TestServer server, String user) {
		Metadata headers = new Metadata();
		headers.put(USER, user);
		return server.connect(headers);
	}

	private static void assertWorks(TestHubClient client) throws InterruptedException {
		client.call("Add", 0x92, 1, 2);
		assertThat(client.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(3));
	}

	@Test
	void bothConnectionsAreOpenWhereThatIsAllowed() throws Exception {
		try (TestServer server = server(SameUserPolicy.ALLOW);
				TestHubClient first = connect(server, "alice");
				TestHubClient second = connect(server, "alice")) {
			assertWorks(first);
			assertWorks(second);
		}
	}

	@Test
	void theNewOneIsRefused() throws Exception {
		try (TestServer server = server(SameUserPolicy.REFUSE); TestHubClient first = connect(server, "alice")) {
			TestHub hub = server.hub();
			try (TestHubClient second = connect(server, "alice"); TestHubClient other = connect(server, "bob")) {
				assertThat(second.status().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
				assertThat(second.status().getDescription()).isEqualTo("you are connected to ITestHub already");
				assertWorks(first);
				assertWorks(other);
			}
			assertThat(this.refused).singleElement()
				.satisfies((reason) -> assertThat(reason.type()).isEqualTo(DisconnectReason.Type.ALREADY_CONNECTED));
			first.halfClose();
			hub.disconnected.get(20, TimeUnit.SECONDS);
			try (TestHubClient again = connect(server, "alice")) {
				assertWorks(again);
			}
		}
	}

	@Test
	void theOldOneIsKickedAndItsHubHearsOfItFirst() throws Exception {
		try (TestServer server = server(SameUserPolicy.KICK); TestHubClient first = connect(server, "alice")) {
			TestHub old = server.hub();
			try (TestHubClient other = connect(server, "bob")) {
				server.hub();
				try (TestHubClient second = connect(server, "alice")) {
					assertThat(second.version()).isEqualTo("2");
					assertThat(old.disconnected).isCompleted();
					assertThat(old.disconnected.join().type()).isEqualTo(DisconnectReason.Type.REPLACED);
					assertThat(first.status().getCode()).isEqualTo(Status.Code.ABORTED);
					assertThat(first.status().getDescription()).contains("connected to ITestHub again");
					assertWorks(second);
					assertWorks(other);
					assertThat(server.connections()).isEqualTo(2);
				}
			}
		}
	}

	@Test
	void anOldHubThatBlocksDelaysTheNewOneByAMomentOnly() throws Exception {
		try (TestServer server = server(SameUserPolicy.KICK); TestHubClient first = connect(server, "alice")) {
			TestHub old = server.hub();
			first.fireAndForget("Hold", 0xc0);
			await().until(() -> old.events.contains("hold"));
			try (TestHubClient second = connect(server, "alice")) {
				assertWorks(second);
			}
			finally {
				old.gate.countDown();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void clientsWithoutAPrincipalAreNotOneUser(SameUserPolicy policy) throws Exception {
		try (TestServer server = server(policy);
				TestHubClient first = server.connect();
				TestHubClient second = server.connect()) {
			assertWorks(first);
			assertWorks(second);
		}
	}

	@RepeatedTest(20)
	void ofManyAtTheSameMomentOneIsLeft() throws Exception {
		for (SameUserPolicy policy : List.of(SameUserPolicy.REFUSE, SameUserPolicy.KICK)) {
			List<TestHubClient> clients = new ArrayList<>();
			try (TestServer server = server(policy)) {
				for (int i = 0; i < 8; i++) {
					clients.add(connect(server, "alice"));
				}
				await().until(() -> clients.stream().filter(TestHubClient::isOpen).count() == 1);
				TestHubClient left = clients.stream().filter(TestHubClient::isOpen).findAny().orElseThrow();
				assertWorks(left);
				assertThat(server.connections()).isEqualTo(1);
				left.halfClose();
				await().until(() -> server.connections() == 0);
				try (TestHubClient again = connect(server, "alice")) {
					assertWorks(again);
				}
			}
		}
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
