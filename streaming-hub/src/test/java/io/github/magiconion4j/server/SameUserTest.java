package io.github.magiconion4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
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

	private final Queue<DisconnectReason> refused = new ConcurrentLinkedQueue<>();

	private TestServer server(SameUserPolicy policy) throws Exception {
		return new TestServer(TestUsers.known(new TestServerOptions()).sameUser(policy).listener(new HubListener() {

			@Override
			public void refused(ServerConnection connection, DisconnectReason reason) {
				SameUserTest.this.refused.add(reason);
			}

		}));
	}

	@Test
	void bothConnectionsAreOpenIfAllowed() throws Exception {
		try (TestServer server = server(SameUserPolicy.ALLOW);
				TestHubClient first = TestUsers.connect(server, "alice");
				TestHubClient second = TestUsers.connect(server, "alice")) {
			TestUsers.assertWorks(first);
			TestUsers.assertWorks(second);
		}
	}

	@Test
	void theNewOneIsRefused() throws Exception {
		try (TestServer server = server(SameUserPolicy.REFUSE);
				TestHubClient first = TestUsers.connect(server, "alice")) {
			TestHub hub = server.hub();
			try (TestHubClient second = TestUsers.connect(server, "alice");
					TestHubClient other = TestUsers.connect(server, "bob")) {
				assertThat(second.status().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
				assertThat(second.status().getDescription()).isEqualTo("you are already connected to ITestHub");
				TestUsers.assertWorks(first);
				TestUsers.assertWorks(other);
			}
			assertThat(this.refused).singleElement()
				.satisfies((reason) -> assertThat(reason.type()).isEqualTo(DisconnectReason.Type.ALREADY_CONNECTED));
			first.halfClose();
			hub.disconnected.get(20, TimeUnit.SECONDS);
			try (TestHubClient again = TestUsers.connect(server, "alice")) {
				TestUsers.assertWorks(again);
			}
		}
	}

	@Test
	void theOldOneIsKickedAndItsHubIsNotifiedFirst() throws Exception {
		try (TestServer server = server(SameUserPolicy.KICK);
				TestHubClient first = TestUsers.connect(server, "alice")) {
			TestHub old = server.hub();
			try (TestHubClient other = TestUsers.connect(server, "bob")) {
				server.hub();
				try (TestHubClient second = TestUsers.connect(server, "alice")) {
					assertThat(second.version()).isEqualTo("2");
					assertThat(old.disconnected).isCompleted();
					assertThat(old.disconnected.join().type()).isEqualTo(DisconnectReason.Type.REPLACED);
					assertThat(first.status().getCode()).isEqualTo(Status.Code.ABORTED);
					assertThat(first.status().getDescription()).contains("connected to ITestHub again");
					TestUsers.assertWorks(second);
					TestUsers.assertWorks(other);
					assertThat(server.connections()).isEqualTo(2);
				}
			}
		}
	}

	@Test
	void anOldHubThatBlocksDelaysTheNewOneByAMomentOnly() throws Exception {
		try (TestServer server = server(SameUserPolicy.KICK);
				TestHubClient first = TestUsers.connect(server, "alice")) {
			TestHub old = server.hub();
			first.fireAndForget("Hold", 0xc0);
			await().until(() -> old.events.contains("hold"));
			try (TestHubClient second = TestUsers.connect(server, "alice")) {
				TestUsers.assertWorks(second);
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
			TestUsers.assertWorks(first);
			TestUsers.assertWorks(second);
		}
	}

	@RepeatedTest(20)
	void ofManySimultaneousConnectionsOneRemains() throws Exception {
		for (SameUserPolicy policy : List.of(SameUserPolicy.REFUSE, SameUserPolicy.KICK)) {
			List<TestHubClient> clients = new ArrayList<>();
			try (TestServer server = server(policy)) {
				for (int i = 0; i < 8; i++) {
					clients.add(TestUsers.connect(server, "alice"));
				}
				await().until(() -> clients.stream().filter(TestHubClient::isOpen).count() == 1);
				TestHubClient left = clients.stream().filter(TestHubClient::isOpen).findAny().orElseThrow();
				TestUsers.assertWorks(left);
				assertThat(server.connections()).isEqualTo(1);
				left.halfClose();
				await().until(() -> server.connections() == 0);
				try (TestHubClient again = TestUsers.connect(server, "alice")) {
					TestUsers.assertWorks(again);
				}
			}
		}
	}

}
