package io.github.magiconion4j.autoconfigure.endpoint;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.autoconfigure.LocalHub;
import io.github.magiconion4j.hub.GroupState;
import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.Show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the endpoint returns and does, on real connections.
 */
class StreamingHubsEndpointTest {

	private static final Instant NOW = Instant.parse("2024-07-01T00:00:00Z");

	private final LocalHub hub = new LocalHub();

	private final ClosedConnections closed = new ClosedConnections(InstantSource.fixed(NOW));

	private final StreamingHubsEndpoint endpoint = new StreamingHubsEndpoint(this.hub.server(), this.closed,
			Show.ALWAYS);

	@BeforeEach
	void serve() throws Exception {
		this.hub.serve(this.closed);
	}

	@AfterEach
	void close() {
		this.hub.close();
	}

	private ServerConnection connection() {
		return this.hub.server().connections().findAny().orElseThrow();
	}

	private String id() {
		return connection().connectionId().toString();
	}

	private ConnectionList closedOnes() {
		return this.endpoint.list(null, "closed", null, null, null);
	}

	@Test
	void aConnectionHasSettingsSequenceAndLatency() throws Exception {
		this.hub.connect(1);
		this.hub.acknowledgeAfter(20);
		connection().attributes().putAll(Map.of("user", new UUID(0, 7), "level", 7));
		ConnectionDescriptor descriptor = this.endpoint.connection(id());
		assertThat(descriptor.hub()).isEqualTo("IHub");
		assertThat(descriptor.ageMillis()).isEqualTo(1020);
		assertThat(descriptor.idleMillis()).isZero();
		assertThat(descriptor.attributes()).isEqualTo(Map.of("user", new UUID(0, 7).toString(), "level", 7));
		assertThat(descriptor.end()).isNull();
		assertThat(descriptor.heartbeat())
			.isEqualTo(new HeartbeatDescriptor("on", 1000, 0, 1, (short) 0, 0, NOW.plusMillis(1000).toString(),
					NOW.plusMillis(1020).toString(), new HeartbeatDescriptor.Latency(20, 20, 10, 20)));
	}

	@Test
	void groupsHaveTheirMembersTheLargestFirst() {
		this.hub.connect(2);
		this.hub.server().connections().forEach((each) -> join("large", each));
		join("small", connection());
		assertThat(this.endpoint.groups(null, null, null)).isEqualTo(new GroupList(2, 100, 0,
				List.of(new GroupState(null, "large", null, 2, null), new GroupState(null, "small", null, 1, null))));
		assertThat(this.endpoint.groups(null, "1", "1").groups()).extracting(GroupState::name).containsExactly("small");
		assertThat(this.endpoint.groups("IHub", null, null).total()).isZero();
		assertThat(this.endpoint.connection("groups", null, null, null)).isInstanceOf(GroupList.class);
		assertThat(this.endpoint.connection(id(), null, null, null)).isInstanceOf(ConnectionDescriptor.class);
	}

	private void join(String group, ServerConnection connection) {
		this.hub.server().groups().getOrAdd(group, LocalHub.Receiver.class).add(connection);
	}

	@Test
	void personalValuesAreShownOnlyIfAllowed() {
		this.hub.connect(1);
		connection().attributes().put("user", "alice");
		ConnectionDescriptor shown = this.endpoint.connection(true, id());
		ConnectionDescriptor masked = this.endpoint.connection(false, id());
		assertThat(shown.peer()).isNotNull().isNotEqualTo("******");
		assertThat(masked.peer()).isEqualTo("******");
		assertThat(masked.attributes()).isEqualTo(Map.of("user", "******"));
		assertThat(this.endpoint.list(false, null, null, null, null, null).connections())
			.allMatch((each) -> "******".equals(each.peer()));
	}

	@Test
	void anAttributeWhoseToStringFailsHidesNothingElse() {
		this.hub.connect(1);
		AtomicInteger asked = new AtomicInteger();
		connection().attributes().put("broken", new Object() {

			@Override
			public String toString() {
				asked.incrementAndGet();
				throw new IllegalStateException("lazy value");
			}

		});
		connection().attributes().put("text", "one\ntwo" + "x".repeat(5000));

		assertThat(this.endpoint.list(false, null, null, null, null, null).connections()).singleElement()
			.satisfies((each) -> assertThat(each.attributes()).isEqualTo(Map.of("broken", "******", "text", "******")));
		assertThat(asked).hasValue(0);
		assertThat(this.endpoint.list(true, null, null, null, null, null).connections()).singleElement()
			.satisfies((each) -> assertThat(each.attributes())
				.containsEntry("broken", "toString() threw java.lang.IllegalStateException")
				.hasEntrySatisfying("text",
						(text) -> assertThat(text.toString()).startsWith("one\\ntwoxxx").hasSizeLessThan(600)));
	}

	@Test
	void aHeartbeatIsSuspendedAndResumed() throws Exception {
		this.hub.connect(1);
		assertThat(this.endpoint.heartbeat(id(), "suspend").heartbeat().state()).isEqualTo("suspended");
		assertThat(connection().heartbeat().suspended()).isTrue();
		assertThat(this.endpoint.list(null, null, null, null, null).suspended()).isEqualTo(1);
		assertThat(this.endpoint.heartbeat(id(), "resume").heartbeat().state()).isEqualTo("on");
		this.hub.acknowledgeAfter(20);
		assertThat(connection().heartbeat().sent()).isEqualTo(1);
	}

	@Test
	void anUnknownActionIsRefused() {
		this.hub.connect(1);
		String id = id();
		for (String action : new String[] { "stop", "", null }) {
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> this.endpoint.heartbeat(id, action))
				.satisfies((ex) -> assertThat(ex.getReason()).contains("suspend, resume"));
		}
	}

	@Test
	void aConnectionIsClosedWithAMessageAndRemembered() throws Exception {
		this.hub.connect(2);
		String id = id();
		assertThat(this.endpoint.disconnect(id, "maintenance").disconnected()).isEqualTo(1);
		assertThat(this.hub.server().connections("IHub")).hasSize(1);
		assertThat(closedOnes().connections()).singleElement().satisfies((descriptor) -> {
			assertThat(descriptor.id()).isEqualTo(UUID.fromString(id));
			assertThat(descriptor.end())
				.isEqualTo(new ConnectionDescriptor.End(NOW.toString(), "KICKED", "maintenance"));
		});
		assertThat(this.endpoint.connection(id).end()).isNotNull();
		assertThat(this.hub.clients().stream().filter((client) -> !client.isOpen())).singleElement()
			.satisfies((client) -> {
				assertThat(client.status().getCode()).isEqualTo(Status.Code.ABORTED);
				assertThat(client.status().getDescription()).isEqualTo("maintenance");
			});
	}

	@Test
	void allOfAHubAreClosed() {
		this.hub.connect(3);
		assertThat(this.endpoint.disconnectAll("IHub", null).disconnected()).isEqualTo(3);
		assertThat(this.hub.clients()).noneMatch(TestHubClient::isOpen);
		ConnectionList all = this.endpoint.list("IHub", "all", null, null, null);
		assertThat(all.total()).isEqualTo(3);
		assertThat(all.open()).isZero();
		assertThat(all.connections()).allMatch((each) -> "disconnected by an operator".equals(each.end().detail()));
	}

	@Test
	void aHubIsDrainedAndAcceptsConnectionsAgain() throws Exception {
		this.hub.connect(1);
		StreamingHubsEndpoint.NewConnections told = this.endpoint.newConnections("IHub", "refuse");
		assertThat(told.refusing()).containsExactly("IHub");
		assertThat(told.accepting()).isEmpty();
		this.hub.connect(1);
		assertThat(this.hub.clients().get(1).status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
		assertThat(this.hub.clients().get(1).status().getDescription())
			.isEqualTo("IHub accepts no new connections now");
		ConnectionList list = this.endpoint.list(null, null, null, null, null);
		assertThat(list.open()).isEqualTo(1);
		assertThat(list.refusing()).containsExactly("IHub");
		assertThat(this.endpoint.newConnections(null, "accept").accepting()).containsExactly("IHub");
		this.hub.connect(1);
		assertThat(this.endpoint.list(null, null, null, null, null).open()).isEqualTo(2);
	}

	@Test
	void withoutANameAllHubsAreDrained() {
		assertThat(this.endpoint.newConnections(null, "refuse").refusing()).containsExactly("IHub");
	}

	@Test
	void anUnknownDrainActionIsRefused() {
		for (String connect : new String[] { "stop", "", null }) {
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> this.endpoint.newConnections("IHub", connect))
				.satisfies((ex) -> assertThat(ex.getReason()).contains("refuse, accept"));
		}
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.newConnections("IOther", "refuse"));
		assertThat(this.hub.server().admission().accepts("IHub")).isTrue();
	}

	@Test
	void aMessageThatIsTooLongOrAnUnknownHubIsRefused() {
		this.hub.connect(1);
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.disconnectAll("IHub", "x".repeat(1001)));
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.disconnectAll(null, null));
		assertThat(this.hub.server().connections("IHub")).hasSize(1);
	}

	@Test
	void anUnknownIdIsNotFound() {
		for (String id : List.of(UUID.randomUUID().toString(), "1", "")) {
			assertThat(this.endpoint.connection(id)).isNull();
			assertThat(this.endpoint.heartbeat(id, "suspend")).isNull();
			assertThat(this.endpoint.disconnect(id, null)).isNull();
		}
	}

	@Test
	void onlyTheLastClosedConnectionsAreKept() {
		int more = ClosedConnections.LIMIT + 10;
		this.hub.connect(more);
		String first = this.hub.server().connections().map((each) -> each.connectionId().toString()).findFirst().get();
		this.endpoint.disconnect(first, null);
		this.hub.clients().forEach(TestHubClient::cancel);
		assertThat(closedOnes().total()).isEqualTo(ClosedConnections.LIMIT);
		assertThat(this.endpoint.connection(first)).isNull();
	}

}
