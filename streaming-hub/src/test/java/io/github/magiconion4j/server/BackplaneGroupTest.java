package io.github.magiconion4j.server;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.hub.ApplicationGroup;
import io.github.magiconion4j.hub.GroupState;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.GroupMessage;
import io.github.magiconion4j.protocol.GroupNames;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Groups on two servers that are connected by a backplane.
 */
class BackplaneGroupTest {

	private static final String ROOM = GroupNames.ofHub(TestServer.SERVICE, GroupNames.CONNECT_METHOD, "room");

	private final InMemoryBackplane backplane = new InMemoryBackplane();

	private final BlockingQueue<byte[]> published = new LinkedBlockingQueue<>();

	private TestServer here;

	private TestServer there;

	private BackplaneMember a;

	private BackplaneMember b;

	private BackplaneMember c;

	private HubGroup<TestHubReceiver> group;

	@BeforeEach
	void joinThree() throws Exception {
		this.here = server();
		this.there = server();
		this.a = BackplaneMember.connect(this.here);
		this.b = BackplaneMember.connect(this.here);
		this.c = BackplaneMember.connect(this.there);
		this.group = this.a.join("room");
		this.b.join("room");
		this.c.join("room");
		this.backplane.connect().subscribe(ROOM, this.published::add);
	}

	private TestServer server() throws Exception {
		return new TestServer(
				new TestServerOptions().groups(GroupSettings.DEFAULTS.withBackplane(this.backplane.connect())));
	}

	@AfterEach
	void close() {
		this.here.close();
		this.there.close();
	}

	private byte[] published() throws InterruptedException {
		byte[] bytes = this.published.poll(20, TimeUnit.SECONDS);
		assertThat(bytes).isNotNull();
		return bytes;
	}

	/** What all members have received before the group sends the end mark. */
	private List<List<String>> heard() throws Exception {
		this.group.all().onText("end of all");
		List<List<String>> all = new ArrayList<>();
		for (BackplaneMember each : List.of(this.a, this.b, this.c)) {
			List<String> heard = new ArrayList<>();
			for (String text = each.next(); !text.equals("end of all"); text = each.next()) {
				heard.add(text);
			}
			all.add(heard);
		}
		return all;
	}

	@Test
	void groupsAreListed() {
		this.here.applicationGroups().getOrAdd("news", TestHubReceiver.class);
		this.here.applicationGroups().getOrAdd(7, TestHubReceiver.class).add(this.a.connection());
		assertThat(this.here.groupStates()).containsExactlyInAnyOrder(
				new GroupState(TestServer.SERVICE, "room", "memory", 2, null),
				new GroupState(null, "news", "memory", 0, null), new GroupState(null, "7", null, 1, null));
		assertThat(this.there.groupStates())
			.containsExactly(new GroupState(TestServer.SERVICE, "room", "memory", 1, null));
	}

	@Test
	void allMembersOnAllServersAreCalled() throws Exception {
		this.group.all().onText("x");
		assertThat(heard()).containsOnly(List.of("x"));
	}

	@Test
	void someMembersAreCalled() throws Exception {
		this.group.except(this.a.id()).onText("not a");
		this.group.except(Set.of(this.a.id(), this.c.id(), UUID.randomUUID())).onText("not a or c");
		this.group.only(List.of(this.c.id(), UUID.randomUUID(), this.a.id())).onText("c and a");
		this.group.only(List.of()).onText("nobody");
		this.group.single(this.c.id()).onText("c");
		this.group.single(this.a.id()).onText("a");
		assertThat(heard()).containsExactly(List.of("c and a", "a"), List.of("not a", "not a or c"),
				List.of("not a", "c and a", "c"));
	}

	@Test
	void callsAreWrittenAsOtherServersWriteThem() throws Exception {
		HexFormat hex = HexFormat.of();
		String call = "92ce458f77a7a178";
		this.group.all().onText("x");
		assertThat(published()).isEqualTo(hex.parseHex("9390c0" + call));
		this.group.except(this.a.id()).onText("x");
		assertThat(published()).isEqualTo(new GroupMessage.Call(List.of(this.a.id()), null, slice(call)).encode());
		this.group.except(List.of()).onText("x");
		assertThat(published()).isEqualTo(hex.parseHex("9390c0" + call));
		this.group.except(List.of(this.c.id(), this.a.id())).onText("x");
		assertThat(published())
			.isEqualTo(new GroupMessage.Call(List.of(this.c.id(), this.a.id()), null, slice(call)).encode());
		this.group.only(List.of(this.b.id(), this.a.id())).onText("x");
		assertThat(published())
			.isEqualTo(new GroupMessage.Call(List.of(), List.of(this.b.id(), this.a.id()), slice(call)).encode());
		this.group.only(List.of()).onText("x");
		assertThat(published()).isEqualTo(hex.parseHex("939090" + call));
		this.group.single(this.c.id()).onText("x");
		assertThat(published()).isEqualTo(new GroupMessage.Call(List.of(), List.of(this.c.id()), slice(call)).encode());
		this.group.remove(this.c.id());
		assertThat(published()).isEqualTo(new GroupMessage.Removal(this.c.id()).encode());
	}

	@Test
	void callsOfOtherServersReachMembersUnchanged() throws Exception {
		byte[] call = HexFormat.of().parseHex("92ce458f77a792a4726f6f6da568656c6c6f");
		this.backplane.publish(ROOM,
				new GroupMessage.Call(List.of("reader-0", Slice.of((byte) 7), this.b.id()), null, Slice.of(call))
					.encode());
		for (BackplaneMember each : List.of(this.a, this.c)) {
			assertThat(each.client().nextBytes()).isEqualTo(call);
		}
		assertThat(this.b.heard()).isEmpty();
	}

	private static Slice slice(String hex) {
		return Slice.of(HexFormat.of().parseHex(hex));
	}

	@Test
	void aServerSubscribesOnceWhileItHasMembers() {
		assertThat(this.backplane.subscriptions(ROOM)).isEqualTo(3);
		this.group.leave();
		assertThat(this.backplane.subscriptions(ROOM)).isEqualTo(3);
		this.b.client().cancel();
		await().until(() -> this.backplane.subscriptions(ROOM) == 2);
		this.a.join("room");
		assertThat(this.backplane.subscriptions(ROOM)).isEqualTo(3);
		assertThat(this.here.groups()).isEqualTo(1);
	}

	@Test
	void aFormerMemberCanStillCallTheGroup() throws Exception {
		this.group.leave();
		this.group.all().onText("from outside");
		assertThat(this.b.next()).isEqualTo("from outside");
		assertThat(this.c.next()).isEqualTo("from outside");
		assertThat(this.a.heard()).isEmpty();
	}

	@Test
	void membersAreRemovedFromOtherServers() throws Exception {
		this.group.remove(this.c.id());
		this.group.remove(UUID.randomUUID());
		await().until(() -> this.there.groups() == 0);
		this.group.remove(this.b.id());
		assertThat(this.group.count()).isEqualTo(1);
		this.group.all().onText("a is alone");
		assertThat(this.a.next()).isEqualTo("a is alone");
		assertThat(this.b.heard()).isEmpty();
		assertThat(this.c.heard()).isEmpty();
	}

	@Test
	void resultsAreOfMembersOnThisServer() throws Exception {
		var result = this.group.single(this.b.id()).onAsk(1);
		this.b.client().answer(this.b.client().next(ServerMessage.ClientResultRequest.class), 2);
		assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(2);
		assertThat(this.group.single(this.c.id()).onAsk(1)).isCompletedExceptionally();
		assertThatThrownBy(() -> this.group.single(this.c.id()).onAsk(1).get())
			.hasCauseInstanceOf(HubStatusException.class)
			.hasMessageContaining("on this server");
	}

	@Test
	void malformedMessagesHaveNoEffect() throws Exception {
		String call = "92ce458f77a7a178";
		for (String hex : List.of("", "c1", "91c0", "93", "9390c0", "9390c0c0", "9390c093010203", "9391", "9200",
				"9390c094010203c0", "94" + call)) {
			this.backplane.publish(ROOM, HexFormat.of().parseHex(hex));
		}
		this.group.all().onText("x");
		assertThat(heard()).containsOnly(List.of("x"));
	}

	@Test
	void aRejectedMessageIsAnError() throws Exception {
		assertThatIllegalArgumentException().isThrownBy(() -> this.group.all().onText("x".repeat(1 << 20)))
			.withMessageContaining("1048576");
		assertThat(heard()).containsOnly(List.of());
	}

	@Test
	void groupsOfTheApplicationWithTheSameNameAreOne() throws Exception {
		ApplicationGroup<TestHubReceiver> news = this.here.applicationGroups().getOrAdd("news", TestHubReceiver.class);
		assertThat(this.there.applicationGroups()
			.getOrAdd("news", TestHubReceiver.class)
			.addAsync(this.c.connection())
			.toCompletableFuture()
			.get(20, TimeUnit.SECONDS)).isTrue();
		assertThat(news.add(this.a.connection())).isTrue();
		assertThat(this.backplane.subscriptions("news")).isEqualTo(2);
		news.all().onText("x");
		assertThat(this.a.next()).isEqualTo("x");
		assertThat(this.c.next()).isEqualTo("x");
		news.remove(this.a.connection());
		assertThat(this.backplane.subscriptions("news")).isEqualTo(1);
		news.all().onText("y");
		assertThat(this.c.next()).isEqualTo("y");
		news.close();
		assertThat(this.a.heard()).isEmpty();
	}

	@Test
	void aGroupWhoseKeyIsNotAStringStaysOnItsServer() throws Exception {
		ApplicationGroup<TestHubReceiver> group = this.here.applicationGroups().getOrAdd(42, TestHubReceiver.class);
		int before = this.backplane.subscriptions();
		group.add(this.a.connection());
		assertThat(this.backplane.subscriptions()).isEqualTo(before);
		group.all().onText("x");
		assertThat(this.a.next()).isEqualTo("x");
	}

	@Test
	void aNameThatCannotBeAChannelIsAnErrorAtTheJoin() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.here.applicationGroups().getOrAdd(" ", TestHubReceiver.class));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.here.applicationGroups().getOrAdd(ROOM, TestHubReceiver.class))
			.withMessageContaining("hub");
	}

	@Test
	void aHubMayHaveNoBackplane() throws Exception {
		try (TestServer alone = new TestServer(new TestServerOptions().groups(
				GroupSettings.DEFAULTS.withBackplane(this.backplane.connect()).withHub(TestServer.SERVICE, null)))) {
			BackplaneMember member = BackplaneMember.connect(alone);
			member.join("room").all().onText("alone");
			assertThat(member.next()).isEqualTo("alone");
			assertThat(heard()).containsOnly(List.of());
		}
	}

	@Test
	void theMethodIdIsTheOneOfTheRecordings() {
		assertThat(MethodIds.of("OnText")).isEqualTo(0x458f77a7);
		assertThat(TestHubClient.bytes(0xa1, 'x')).isEqualTo(slice("a178"));
	}

}
