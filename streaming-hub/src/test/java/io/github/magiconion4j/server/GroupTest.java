package io.github.magiconion4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Groups that hubs join.
 */
class GroupTest {

	private static final String ROOM = "room";

	private TestServer server;

	private final List<TestHubClient> clients = new ArrayList<>();

	private final List<TestHub> hubs = new ArrayList<>();

	private final List<HubGroup<TestHubReceiver>> groups = new ArrayList<>();

	@BeforeEach
	void joinThree() throws Exception {
		this.server = new TestServer();
		for (int i = 0; i < 3; i++) {
			TestHubClient client = this.server.connect();
			client.next(ServerMessage.Broadcast.class); // "welcome"
			TestHub hub = this.server.hub();
			this.clients.add(client);
			this.hubs.add(hub);
			this.groups.add(hub.groups().add(ROOM));
		}
	}

	@AfterEach
	void close() {
		this.clients.forEach(TestHubClient::close);
		this.server.close();
	}

	private UUID id(int index) {
		return this.hubs.get(index).connection().connectionId();
	}

	/** What each client has received before its hub sends the end mark. */
	private List<List<String>> heard() throws Exception {
		List<List<String>> all = new ArrayList<>();
		for (int i = 0; i < this.clients.size(); i++) {
			this.hubs.get(i).receiver().onText("end");
			List<String> heard = new ArrayList<>();
			for (String text = next(i); !text.equals("end"); text = next(i)) {
				heard.add(text);
			}
			all.add(heard);
		}
		return all;
	}

	private String next(int index) throws Exception {
		return TestHubClient.values(this.clients.get(index).next(ServerMessage.Broadcast.class).body()).unpackString();
	}

	@Test
	void allMembersAreCalledInTheOrderOfTheCalls() throws Exception {
		this.groups.get(0).all().onText("a");
		this.groups.get(1).all().onText("b");
		assertThat(heard()).containsOnly(List.of("a", "b"));
	}

	@Test
	void someMembersAreCalled() throws Exception {
		HubGroup<TestHubReceiver> group = this.groups.get(0);
		group.except(id(0)).onText("not 0");
		group.except(Set.of(id(0), id(1), UUID.randomUUID())).onText("not 0 or 1");
		group.only(List.of(id(1), UUID.randomUUID())).onText("only 1");
		group.single(id(2)).onText("2");
		group.single(UUID.randomUUID()).onText("nobody");
		assertThat(heard()).containsExactly(List.of(), List.of("not 0", "only 1"), List.of("not 0", "not 0 or 1", "2"));
	}

	@Test
	void groupsAreCountedAndLeft() throws Exception {
		assertThat(this.groups.get(0).name()).isEqualTo(ROOM);
		assertThat(this.groups.get(0).count()).isEqualTo(3);
		this.groups.get(1).leave();
		this.groups.get(1).leave();
		assertThat(this.groups.get(0).count()).isEqualTo(2);
		assertThat(this.groups.get(0).contains(id(1))).isFalse();
		assertThat(this.groups.get(0).contains(id(2))).isTrue();
		this.groups.get(0).all().onText("x");
		assertThat(heard()).containsExactly(List.of("x"), List.of(), List.of("x"));
	}

	@Test
	void joiningTwiceIsJoiningOnce() throws Exception {
		this.hubs.get(0).groups().add(ROOM);
		assertThat(this.groups.get(0).count()).isEqualTo(3);
		this.groups.get(0).all().onText("x");
		assertThat(heard().get(0)).containsExactly("x");
		this.groups.get(0).leave();
		assertThat(this.groups.get(1).count()).isEqualTo(2);
	}

	@Test
	void anEndedConnectionHasLeft() {
		this.clients.get(1).cancel();
		await().until(() -> this.groups.get(0).count() == 2);
		assertThat(this.groups.get(0).contains(id(1))).isFalse();
	}

	@Test
	void nobodyJoinsAfterTheEnd() throws Exception {
		this.clients.get(1).cancel();
		this.hubs.get(1).disconnected.get(20, TimeUnit.SECONDS);
		HubGroup<TestHubReceiver> late = this.hubs.get(1).groups().add(ROOM);
		assertThat(late.contains(id(1))).isFalse();
		late.all().onText("bye"); // as applications do in onDisconnected
		assertThat(next(0)).isEqualTo("bye");
	}

	@Test
	void aGroupExistsWhileItHasMembers() {
		this.hubs.get(0).groups().add("another");
		assertThat(this.server.groups()).isEqualTo(2);
		this.groups.forEach(HubGroup::leave);
		assertThat(this.server.groups()).isEqualTo(1);
		this.clients.forEach(TestHubClient::cancel);
		await().until(() -> this.server.groups() == 0);
	}

	@Test
	void onlyASingleMemberCanReturnAResult() throws Exception {
		HubGroup<TestHubReceiver> group = this.groups.get(0);
		var result = group.single(id(1)).onAsk(1);
		this.clients.get(1).answer(this.clients.get(1).next(ServerMessage.ClientResultRequest.class), 2);
		assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(2);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> group.all().onAsk(1))
			.withMessageContaining("OnAsk");
		assertThatThrownBy(() -> group.single(UUID.randomUUID()).onAsk(1).get(20, TimeUnit.SECONDS))
			.hasCauseInstanceOf(HubStatusException.class)
			.hasMessageContaining("no such member");
		assertThat(heard()).containsOnly(List.of());
	}

}
