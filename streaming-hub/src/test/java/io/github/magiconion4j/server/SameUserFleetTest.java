package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.protocol.GroupMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens when a user connects again, to another server of a fleet.
 */
class SameUserFleetTest {

	private static final String CHANNEL = "MagicOnion4j.SameUser/" + TestServer.SERVICE;

	private final InMemoryBackplane backplane = new InMemoryBackplane();

	private final Queue<BackplaneListener.Drop> drops = new ConcurrentLinkedQueue<>();

	/** The number of announcements that the servers have received, their own included. */
	private final AtomicInteger received = new AtomicInteger();

	private final List<AutoCloseable> open = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.open) {
			each.close();
		}
	}

	private TestServer server(InMemoryBackplane.Link link) throws Exception {
		return server(GroupSettings.DEFAULTS.withBackplane(link), SameUserPolicy.KICK);
	}

	private TestServer server(GroupSettings groups, SameUserPolicy policy) throws Exception {
		TestServer server = new TestServer(TestUsers.known(new TestServerOptions())
			.sameUser(policy)
			.groups(groups.withListeners((backplane) -> new BackplaneListener() {

				@Override
				public void dropped(Drop reason) {
					SameUserFleetTest.this.drops.add(reason);
				}

				@Override
				public void received(int bytes) {
					SameUserFleetTest.this.received.incrementAndGet();
				}

			})));
		this.open.add(server);
		return server;
	}

	private TestHubClient connect(TestServer server, String user) {
		TestHubClient client = TestUsers.connect(server, user);
		this.open.add(0, client);
		return client;
	}

	private static void assertReplaced(TestHubClient old, TestHubClient newer) throws Exception {
		assertThat(old.status().getCode()).isEqualTo(Status.Code.ABORTED);
		TestUsers.assertWorks(newer);
	}

	private TestHubClient connected(TestServer server, String user) throws Exception {
		TestHubClient client = connect(server, user);
		TestUsers.assertWorks(client);
		return client;
	}

	@Test
	void theOldConnectionIsKickedOnAnyServer() throws Exception {
		TestServer here = server(this.backplane.connect());
		TestServer there = server(this.backplane.connect());
		TestHubClient phone = connected(here, "alice");
		TestHub hub = here.hub();
		TestHubClient bob = connected(here, "bob");
		TestHubClient browser = connected(there, "alice");
		assertThat(phone.status().getCode()).isEqualTo(Status.Code.ABORTED);
		assertThat(phone.status().getDescription()).contains("connected to ITestHub again");
		assertThat(hub.disconnected.get().type()).isEqualTo(DisconnectReason.Type.REPLACED);
		TestHubClient tablet = connected(here, "alice");
		assertThat(browser.status().getCode()).isEqualTo(Status.Code.ABORTED);
		TestUsers.assertWorks(bob);
		TestUsers.assertWorks(tablet);
		assertThat(this.backplane.subscriptions(CHANNEL)).isEqualTo(2);
		assertThat(this.drops).isEmpty();
	}

	@RepeatedTest(20)
	void ofManySimultaneousConnectionsOneRemains() throws Exception {
		List<TestServer> servers = List.of(server(this.backplane.connect()), server(this.backplane.connect()),
				server(this.backplane.connect()));
		List<TestHubClient> clients = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			clients.add(connect(servers.get(i % 3), "alice"));
		}
		await().until(() -> clients.stream().filter(TestHubClient::isOpen).count() == 1);
		for (TestServer each : servers) { // messages of another user arrive after all of
											// those
			connected(each, "bob");
		}
		await().until(() -> clients.stream().filter(TestHubClient::isOpen).count() == 1);
		TestUsers.assertWorks(clients.stream().filter(TestHubClient::isOpen).findAny().orElseThrow());
		await().until(() -> servers.stream().mapToInt(TestServer::connections).sum() == 2);
	}

	@Test
	void aConnectionMadeDuringAnOutageReplacesOthersAfterIt() throws Exception {
		InMemoryBackplane.Link link = this.backplane.connect();
		TestServer here = server(this.backplane.connect());
		TestServer there = server(link);
		connected(there, "bob");
		TestHubClient phone = connected(here, "alice");
		link.cut();
		TestHubClient browser = connected(there, "alice");
		TestUsers.assertWorks(phone);
		link.restore();
		assertReplaced(phone, browser);
		connected(here, "alice");
		assertThat(browser.status().getCode()).isEqualTo(Status.Code.ABORTED);
	}

	/** Its own announcement comes back, but the other server does not hear it. */
	@Test
	void aConnectionMadeDuringAnOutageOfAllServersReplacesOthersOnServersThatAreBackLater() throws Exception {
		InMemoryBackplane.Link first = this.backplane.connect();
		InMemoryBackplane.Link second = this.backplane.connect();
		TestServer here = server(first);
		TestServer there = server(second);
		connected(there, "bob");
		TestHubClient phone = connected(here, "alice");
		connected(here, "carol");
		await().until(() -> this.received.get() >= 5); // so alice's were processed
		first.cut();
		second.cut();
		TestHubClient browser = connected(there, "alice");
		second.restore();
		connected(there, "dave");
		await().until(() -> this.received.get() >= 7);
		TestUsers.assertWorks(phone);
		first.restore();
		assertReplaced(phone, browser);
	}

	@Test
	void aConnectionIsReplacedByOneThatWasMadeWhileItsServerWasAway() throws Exception {
		InMemoryBackplane.Link link = this.backplane.connect();
		TestServer here = server(link);
		TestServer there = server(this.backplane.connect());
		connected(there, "bob");
		TestHubClient phone = connected(here, "alice");
		TestHubClient carol = connected(here, "carol");
		await().until(() -> this.received.get() >= 5); // so alice's were processed
		link.cut();
		TestHubClient browser = connected(there, "alice");
		TestUsers.assertWorks(phone);
		link.restore();
		assertReplaced(phone, browser);
		TestUsers.assertWorks(carol);
	}

	@Test
	void aConnectionThatFoundTheBufferFullReplacesOthersLater() throws Exception {
		InMemoryBackplane.Link link = this.backplane.connect();
		TestServer here = server(this.backplane.connect());
		TestServer there = server(link);
		connected(there, "bob");
		TestHubClient phone = connected(here, "alice");
		link.refuse(true);
		TestHubClient browser = connected(there, "alice");
		TestUsers.assertWorks(phone);
		link.refuse(false);
		assertReplaced(phone, browser);
	}

	@Test
	void aConnectionMadeBeforeTheConfirmationReplacesOthersAfterIt() throws Exception {
		InMemoryBackplane.Link link = this.backplane.connect();
		TestServer here = server(this.backplane.connect());
		TestServer there = server(link);
		TestHubClient phone = connected(here, "alice");
		link.holdConfirmations(true);
		TestHubClient browser = connected(there, "alice");
		TestUsers.assertWorks(phone);
		link.holdConfirmations(false);
		assertReplaced(phone, browser);
	}

	/** NATS does not promise one order of the messages of two servers. */
	@Test
	void theNewerOneRemainsInWhateverOrderTheServersHearOfThem() throws Exception {
		InMemoryBackplane.Link first = this.backplane.connect();
		InMemoryBackplane.Link second = this.backplane.connect();
		TestServer here = server(first);
		TestServer there = server(second);
		connected(here, "bob"); // both have subscribed
		connected(there, "bob");
		await().until(() -> here.connections() == 0);
		first.stall(true);
		second.stall(true);
		TestHubClient phone = connected(here, "alice");
		await().pollDelay(Duration.ofMillis(10)).until(phone::isOpen); // another
																		// millisecond
		TestHubClient browser = connected(there, "alice");
		second.stall(false);
		first.stall(false);
		assertReplaced(phone, browser);
	}

	/** The client has given up, and its other server does not know it. */
	@Test
	void aConnectionThatTookLongToBeAcceptedReplacesNoNewerOne() throws Exception {
		TestHub[] slow = new TestHub[1];
		CountDownLatch gate = new CountDownLatch(1);
		TestServer there = server(this.backplane.connect());
		TestServer here = new TestServer(TestUsers.known(new TestServerOptions())
			.sameUser(SameUserPolicy.KICK)
			.groups(GroupSettings.DEFAULTS.withBackplane(this.backplane.connect()))
			.hubs((hub) -> {
				slow[0] = hub;
				hub.connecting = () -> await().until(() -> gate.getCount() == 0);
			}));
		this.open.add(here);
		TestHubClient phone = connect(here, "alice");
		await().until(() -> slow[0] != null && slow[0].events.contains("connecting"));
		TestHubClient browser = connected(there, "alice");
		gate.countDown();
		assertReplaced(phone, browser);
	}

	@Test
	void malformedMessagesAreCounted() throws Exception {
		TestServer here = server(this.backplane.connect());
		TestHubClient phone = connected(here, "alice");
		for (byte[] message : List.of(new byte[0], new byte[] { (byte) 0x93, (byte) 0x90, (byte) 0xc0, 0 },
				new byte[] { (byte) 0x92, 0, (byte) 0xa1, 'x' }, announcement(), announcement(1, 2, 3),
				announcement(-1, -1, -1, -1, -1, -1, -1, -1), announcement(127, -1, -1, -1, -1, -1, -1, -1))) {
			this.backplane.publish(CHANNEL, message);
		}
		await().until(() -> this.drops.size() == 7);
		assertThat(this.drops).containsOnly(BackplaneListener.Drop.MALFORMED);
		TestUsers.assertWorks(phone);
	}

	private static byte[] announcement(int... time) {
		return new GroupMessage.Call(List.of(UUID.randomUUID()), List.of("alice"), TestHubClient.bytes(time)).encode();
	}

	@Test
	void localHubsAndOtherPoliciesPublishNothing() throws Exception {
		GroupSettings groups = GroupSettings.DEFAULTS.withBackplane(this.backplane.connect());
		connected(server(groups.withHub(TestServer.SERVICE, null), SameUserPolicy.KICK), "alice");
		connected(server(groups, SameUserPolicy.REFUSE), "alice");
		connected(server(groups, SameUserPolicy.ALLOW), "alice");
		assertThat(this.backplane.subscriptions()).isZero();
	}

}
