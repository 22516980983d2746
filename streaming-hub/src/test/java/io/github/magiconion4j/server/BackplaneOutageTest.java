package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.backplane.BackplaneListener.Drop;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.GroupNames;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * The guarantees while the backplane is down, slow, or full.
 */
class BackplaneOutageTest {

	private final InMemoryBackplane backplane = new InMemoryBackplane();

	private final InMemoryBackplane.Link link = this.backplane.connect();

	private final BackplaneEvents heard = new BackplaneEvents();

	private TestServer here;

	private TestServer there;

	private BackplaneMember a;

	private BackplaneMember c;

	private HubGroup<TestHubReceiver> group;

	private HubGroup<TestHubReceiver> groupThere;

	@BeforeEach
	void joinTwo() throws Exception {
		this.here = new TestServer(new TestServerOptions().groups(GroupSettings.DEFAULTS.withBackplane(this.link)
			.withJoinTimeout(Duration.ofMillis(300))
			.withListeners((backplane) -> this.heard)));
		this.there = new TestServer(
				new TestServerOptions().groups(GroupSettings.DEFAULTS.withBackplane(this.backplane.connect())));
		this.a = BackplaneMember.connect(this.here);
		this.c = BackplaneMember.connect(this.there);
		this.group = this.a.join("room");
		this.groupThere = this.c.join("room");
	}

	@AfterEach
	void close() {
		this.here.close();
		this.there.close();
	}

	/** The next of the calls that all members receive while the backplane is up. */
	private void assertThatBothHear(String text) throws Exception {
		this.group.all().onText(text);
		assertThat(this.a.next()).isEqualTo(text);
		assertThat(this.c.next()).isEqualTo(text);
	}

	@Test
	void membersOnThisServerAreCalledWhileItIsDown() throws Exception {
		assertThatBothHear("before");
		this.link.cut();
		this.group.all().onText("away 1");
		this.group.except(this.a.id()).onText("for c");
		this.group.all().onText("away 2");
		this.groupThere.all().onText("there");
		assertThat(this.a.next()).isEqualTo("away 1");
		assertThat(this.a.next()).isEqualTo("away 2");
		assertThat(this.c.next()).isEqualTo("there");
		assertThat(this.heard.drops(Drop.DOWN)).isEqualTo(3);
		this.link.restore();
		assertThatBothHear("after");
		assertThat(this.heard.up).isEqualTo(1);
	}

	@Test
	void unconfirmedCallsReachMembersOnThisServerOnceInOrder() throws Exception {
		this.link.stall(true);
		this.group.all().onText("1");
		this.group.all().onText("1");
		this.group.all().onText("2");
		assertThat(this.a.heard()).isEmpty();
		this.link.cut();
		this.group.all().onText("3");
		assertThat(List.of(this.a.next(), this.a.next(), this.a.next(), this.a.next())).containsExactly("1", "1", "2",
				"3");
		this.link.stall(false);
		this.link.restore();
		assertThat(this.heard.drops(Drop.UNCONFIRMED)).isEqualTo(3);
		assertThatBothHear("after");
	}

	@Test
	void moreInFlightThanIsRememberedIsCounted() throws Exception {
		int many = 10_100;
		for (int round = 0; round < 2; round++) {
			this.link.stall(true);
			for (int i = 0; i < many; i++) {
				this.group.except(this.a.id()).onText("for c");
			}
			if (round == 0) {
				this.link.stall(false);
				this.group.only(List.of(this.a.id())).onText("all came back");
				assertThat(this.a.next()).isEqualTo("all came back");
			}
		}
		this.link.cut();
		this.group.all().onText("away");
		assertThat(this.a.next()).isEqualTo("away");
		assertThat(this.heard.drops(Drop.UNCONFIRMED)).isEqualTo(many);
	}

	@Test
	void aShortOutageLosesNothingOnThisServer() throws Exception {
		for (int i = 0; i < 50; i++) {
			this.link.stall(true);
			this.group.all().onText("stalled " + i);
			this.link.cut();
			this.link.stall(false);
			this.link.restore();
			this.group.all().onText("after " + i);
			assertThat(this.a.next()).isEqualTo("stalled " + i);
			assertThat(this.a.next()).isEqualTo("after " + i);
			assertThat(this.c.next()).isEqualTo("after " + i);
		}
	}

	@Test
	void lateMessagesAreNotDeliveredTwice() throws Exception {
		byte[][] late = new byte[1][];
		this.backplane.connect().subscribe(roomChannel(), (message) -> late[0] = message);
		assertThatBothHear("same bytes");
		this.link.stall(true);
		this.group.all().onText("same bytes");
		this.link.cut();
		assertThat(this.a.next()).isEqualTo("same bytes");
		this.link.restore();
		this.link.stall(false);
		// The stopped server continues, and publishes what it had read.
		this.backplane.publish(roomChannel(), late[0]);
		assertThat(this.c.next()).isEqualTo("same bytes");
		assertThatBothHear("after");
		assertThatBothHear("same bytes");
	}

	private static String roomChannel() {
		return GroupNames.ofHub(TestServer.SERVICE, GroupNames.CONNECT_METHOD, "room");
	}

	@Test
	void aRejectedCallReachesNoMember() throws Exception {
		this.link.refuse(true);
		this.group.all().onText("refused");
		this.group.remove(this.c.id());
		this.link.refuse(false);
		assertThatBothHear("after");
		assertThat(this.heard.drops(Drop.FULL)).isEqualTo(2);
	}

	@Test
	void aJoinWithoutConfirmationFails() throws Exception {
		this.link.holdConfirmations(true);
		assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> this.a.join("another"))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(Status.Code.UNAVAILABLE.value()))
			.withMessageContaining("memory did not confirm");
		assertThat(this.here.groups()).isEqualTo(1);
		assertThatThrownBy(() -> this.a.hub().groups().addAsync("another").toCompletableFuture().get())
			.hasCauseInstanceOf(HubStatusException.class);
		assertThat(this.here.groups()).isEqualTo(1);
		this.link.holdConfirmations(false);
		assertThat(this.a.join("another").count()).isEqualTo(1);
		assertThat(this.heard.subscriptions.get()).isEqualTo(2);
	}

	@Test
	void aJoinWaitsForTheConfirmation() throws Exception {
		try (TestServer patient = new TestServer(
				new TestServerOptions().groups(GroupSettings.DEFAULTS.withBackplane(this.link)))) {
			BackplaneMember member = BackplaneMember.connect(patient);
			this.link.cut();
			CompletableFuture<HubGroup<TestHubReceiver>> join = CompletableFuture
				.supplyAsync(() -> member.join("room"));
			CompletableFuture<HubGroup<TestHubReceiver>> later = member.hub()
				.groups()
				.addAsync("room")
				.toCompletableFuture();
			assertThat(later).isNotDone();
			this.link.restore();
			assertThat(join.get(20, TimeUnit.SECONDS).name()).isEqualTo("room");
			assertThat(later.get(20, TimeUnit.SECONDS).count()).isEqualTo(1);
			this.groupThere.all().onText("x");
			assertThat(member.next()).isEqualTo("x");
		}
	}

	@Test
	void joiningAnExistingGroupDoesNotWait() throws Exception {
		BackplaneMember b = BackplaneMember.connect(this.here);
		this.link.cut();
		b.join("room");
		this.group.all().onText("x");
		assertThat(b.next()).isEqualTo("x");
		assertThat(this.a.next()).isEqualTo("x");
	}

	@Test
	void aConnectionThatEndsWhileJoiningLeavesNothing() throws Exception {
		this.link.holdConfirmations(true);
		BackplaneMember b = BackplaneMember.connect(this.here);
		CompletableFuture<HubGroup<TestHubReceiver>> join = b.hub().groups().addAsync("another").toCompletableFuture();
		b.client().cancel();
		join.handle((group, failure) -> null).get(20, TimeUnit.SECONDS);
		await().until(() -> this.here.groups() == 1);
		assertThat(this.heard.subscriptions.get()).isEqualTo(1);
	}

	@Test
	void sentAndReceivedMessagesAreCounted() throws Exception {
		assertThatBothHear("x");
		this.groupThere.all().onText("y");
		assertThat(this.a.next()).isEqualTo("y");
		this.backplane.publish(roomChannel(), new byte[] { 1 });
		await().untilAsserted(() -> assertThat(this.heard.drops(Drop.MALFORMED)).isEqualTo(1));
		assertThatThrownBy(() -> this.group.all().onText("x".repeat(2_000_000)))
			.isInstanceOf(IllegalArgumentException.class);
		assertThat(this.heard.drops(Drop.TOO_LARGE)).isEqualTo(1);
		assertThat(this.heard.published.get()).isEqualTo(1);
		assertThat(this.heard.received.get()).isEqualTo(3);
		assertThat(this.heard.returned.get()).isEqualTo(1);
		assertThat(this.heard.nanos.get()).isPositive();
	}

}
