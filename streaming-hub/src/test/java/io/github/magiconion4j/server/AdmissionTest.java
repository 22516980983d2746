package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * New connections are refused while existing ones stay.
 */
class AdmissionTest {

	private final Queue<DisconnectReason> refused = new ConcurrentLinkedQueue<>();

	private final TestServerOptions options = new TestServerOptions().listener(new HubListener() {

		@Override
		public void refused(ServerConnection connection, DisconnectReason reason) {
			AdmissionTest.this.refused.add(reason);
		}

	});

	@Test
	void aDrainedHubKeepsItsConnectionsAndAcceptsNoOthers() throws Exception {
		try (TestServer server = new TestServer(this.options); TestHubClient old = server.connect()) {
			server.hub();
			server.admission().refuse(TestServer.SERVICE);
			assertRefused(server);
			old.call("Add", 0x92, 1, 2);
			assertThat(old.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(3));
			assertThat(server.connections()).isEqualTo(1);
			server.admission().accept(TestServer.SERVICE);
			assertAccepted(server);
		}
	}

	@Test
	void aClosedServerAcceptsNoneWhateverTheStateOfTheHub() throws Exception {
		try (TestServer server = new TestServer(this.options)) {
			server.admission().close();
			server.admission().accept(TestServer.SERVICE);
			assertRefused(server);
			server.admission().refuse(TestServer.SERVICE);
			server.admission().open();
			assertRefused(server);
			server.admission().accept(TestServer.SERVICE);
			assertAccepted(server);
		}
	}

	@Test
	void aServerThatShutsDownIsNotOpenedAgain() throws Exception {
		try (TestServer server = new TestServer(this.options)) {
			server.shutdown(Duration.ofMillis(10));
			server.admission().open();
			assertThat(server.admission().accepts(TestServer.SERVICE)).isFalse();
			try (TestHubClient client = server.connect()) {
				assertThat(client.status().getDescription()).isEqualTo("the server is shutting down");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "2, 0, the server has too many connections",
			"0, 2, there are too many connections to hubs over one TCP connection" })
	void oneTooManyIsRefusedUntilAnotherHasEnded(int all, int perTransport, String text) throws Exception {
		try (TestServer server = new TestServer(this.options.netty())) {
			server.admission().limit(all, perTransport); // before the first transport
			try (TestHubClient first = server.connect()) {
				assertThat(first.version()).isEqualTo("2");
				try (TestHubClient second = server.connect()) {
					assertThat(second.version()).isEqualTo("2");
					for (int i = 0; i < 3; i++) {
						assertRefused(server, text);
					}
				}
				await().until(() -> server.connections() == 1);
				await().untilAsserted(() -> assertAccepted(server));
			}
			assertThat(this.refused).allMatch((each) -> each.type() == DisconnectReason.Type.TOO_MANY_CONNECTIONS);
		}
	}

	private static void assertRefused(TestServer server, String text) throws Exception {
		try (TestHubClient third = server.connect()) {
			assertThat(third.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
			assertThat(third.status().getDescription()).isEqualTo(text);
		}
	}

	@Test
	void aLimitIsNotNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Admission().limit(-1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new Admission().limit(0, -1));
	}

	@Test
	void listenersAreNotifiedOnlyOfChanges() {
		Admission admission = new Admission();
		AtomicInteger changes = new AtomicInteger();
		admission.addListener(changes::incrementAndGet);
		admission.open();
		admission.accept("IHub");
		assertThat(changes).hasValue(0);
		admission.refuse("IHub");
		admission.refuse("IHub");
		assertThat(admission.accepts("IHub")).isFalse();
		assertThat(admission.accepts("IOther")).isTrue();
		assertThat(changes).hasValue(1);
		admission.close();
		admission.close();
		assertThat(admission.accepts("IOther")).isFalse();
		assertThat(changes).hasValue(2);
		admission.open();
		admission.accept("IHub");
		assertThat(changes).hasValue(4);
	}

	private void assertRefused(TestServer server) throws Exception {
		this.refused.clear();
		try (TestHubClient client = server.connect()) {
			assertThat(client.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			assertThat(client.status().getDescription()).isEqualTo("ITestHub accepts no new connections now");
		}
		await().until(() -> !this.refused.isEmpty());
		assertThat(this.refused).singleElement()
			.satisfies((reason) -> assertThat(reason.type()).isEqualTo(DisconnectReason.Type.DRAINING));
	}

	private static void assertAccepted(TestServer server) throws Exception {
		try (TestHubClient client = server.connect()) {
			assertThat(client.version()).isEqualTo("2");
		}
	}

}
