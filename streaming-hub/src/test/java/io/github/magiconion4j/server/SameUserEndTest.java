package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens when a user connects again while an earlier connection ends by itself.
 */
class SameUserEndTest {

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "ALLOW")
	void theOldHubIsNotifiedFirst(SameUserPolicy policy) throws Exception {
		try (TestServer server = new TestServer(TestUsers.known(new TestServerOptions()).sameUser(policy));
				TestHubClient first = TestUsers.connect(server, "alice")) {
			TestHub old = server.hub();
			first.fireAndForget("Hold", 0xc0);
			await().until(() -> old.events.contains("hold"));
			first.cancel();
			await().until(() -> server.connections() == 0);
			try (TestHubClient second = TestUsers.connect(server, "alice")) {
				TestUsers.assertWorks(second);
				assertThat(old.disconnected).isCompleted();
			}
			finally {
				old.gate.countDown();
			}
		}
	}

	@Test
	void aConnectionThatTookLongToBeAcceptedReplacesNoNewerOne() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		CompletableFuture<TestHub> slowHub = new CompletableFuture<>();
		try (TestServer server = server(SameUserPolicy.KICK, slowHub, gate);
				TestHubClient slow = TestUsers.connect(server, "alice")) {
			TestHub old = slowHub.get(20, TimeUnit.SECONDS);
			await().until(() -> old.events.contains("connecting"));
			try (TestHubClient second = TestUsers.connect(server, "alice")) {
				TestUsers.assertWorks(second);
				gate.countDown();
				assertThat(slow.status().getCode()).isEqualTo(Status.Code.ABORTED);
				TestUsers.assertWorks(second);
			}
		}
	}

	/** The first hub is not connected before the gate is open. */
	private static TestServer server(SameUserPolicy policy, CompletableFuture<TestHub> first, CountDownLatch gate)
			throws Exception {
		return new TestServer(TestUsers.known(new TestServerOptions()).sameUser(policy).hubs((hub) -> {
			if (first.complete(hub)) {
				hub.connecting = () -> await().until(() -> gate.getCount() == 0);
			}
		}));
	}

	/** It would end the connection with which the client has replaced it. */
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "ALLOW")
	void aConnectionThatEndsBeforeItIsAcceptedReplacesNone(SameUserPolicy policy) throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		CompletableFuture<TestHub> slowHub = new CompletableFuture<>();
		try (TestServer server = server(policy, slowHub, gate);
				TestHubClient slow = TestUsers.connect(server, "alice")) {
			TestHub old = slowHub.get(20, TimeUnit.SECONDS);
			await().until(() -> old.events.contains("connecting"));
			slow.cancel();
			await().until(() -> server.connections() == 0);
			try (TestHubClient second = TestUsers.connect(server, "alice")) {
				TestUsers.assertWorks(second);
				gate.countDown();
				await().during(Duration.ofMillis(300)).until(second::isOpen);
				TestUsers.assertWorks(second);
			}
		}
	}

}
