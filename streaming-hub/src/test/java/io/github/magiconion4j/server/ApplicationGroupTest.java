package io.github.magiconion4j.server;

import io.github.magiconion4j.hub.ApplicationGroup;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Groups of services and background jobs.
 */
class ApplicationGroupTest {

	private TestServer server;

	private TestHubClient client;

	private TestHub hub;

	private ApplicationGroup<TestHubReceiver> group;

	@BeforeEach
	void connect() throws Exception {
		this.server = new TestServer();
		this.client = this.server.connect();
		this.client.next(ServerMessage.Broadcast.class); // "welcome"
		this.hub = this.server.hub();
		this.group = this.server.applicationGroups().getOrAdd(42, TestHubReceiver.class);
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void theSameKeyIsTheSameGroup() throws Exception {
		assertThat(this.group.add(this.hub.connection())).isTrue();
		this.server.applicationGroups().getOrAdd(42, TestHubReceiver.class).all().onText("x");
		assertThat(this.client.next(ServerMessage.Broadcast.class).body()).isEqualTo(TestHubClient.bytes(0xa1, 'x'));
		assertThat(this.server.applicationGroups().getOrAdd("42", TestHubReceiver.class).count()).isZero();
	}

	@Test
	void itExistsWithoutMembers() {
		this.group.add(this.hub.connection());
		this.group.remove(this.hub.connection());
		this.group.remove(this.hub.connection());
		assertThat(this.group.count()).isZero();
		assertThat(this.server.applicationGroups().getOrAdd(42, TestHubReceiver.class)).isSameAs(this.group);
	}

	@Test
	void anEndedConnectionHasLeftAndIsNotAdded() {
		this.group.add(this.hub.connection());
		this.client.cancel();
		await().until(() -> this.group.count() == 0);
		assertThat(this.group.add(this.hub.connection())).isFalse();
		assertThat(this.group.count()).isZero();
	}

	@Test
	void afterItsEndTheKeyIsFree() {
		this.group.add(this.hub.connection());
		this.group.close();
		assertThat(this.group.count()).isZero();
		assertThat(this.group.add(this.hub.connection())).isFalse();
		assertThat(this.server.applicationGroups().getOrAdd(42, TestHubReceiver.class)).isNotSameAs(this.group);
	}

	@Test
	void anotherReceiverTypeIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.server.applicationGroups().getOrAdd(42, Other.class))
			.withMessageContaining("TestHubReceiver")
			.withMessageContaining("Other");
		ApplicationGroup<Other> other = this.server.applicationGroups().getOrAdd(43, Other.class);
		assertThatIllegalArgumentException().isThrownBy(() -> other.add(this.hub.connection()));
		assertThatIllegalArgumentException().isThrownBy(() -> this.group.add(FakeConnection.started(Heartbeats.NONE)));
	}

	interface Other {

		void onOther();

	}

}
