package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageUnpacker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many members on several servers, who call, join and leave at the same time.
 */
class BackplaneStressTest {

	private static final int END = -1;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final InMemoryBackplane backplane = new InMemoryBackplane();

	private final List<InMemoryBackplane.Link> links = new ArrayList<>();

	private final List<TestServer> servers = new ArrayList<>();

	private final List<BackplaneMember> members = new ArrayList<>();

	private final List<Future<?>> tasks = new ArrayList<>();

	/** The number of concurrent calls. */
	private final AtomicInteger called = new AtomicInteger();

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.servers.forEach(TestServer::close);
	}

	private void start(int count, int each) throws Exception {
		for (int i = 0; i < count; i++) {
			InMemoryBackplane.Link link = this.backplane.connect();
			this.links.add(link);
			TestServer server = new TestServer(
					new TestServerOptions().groups(GroupSettings.DEFAULTS.withBackplane(link)));
			this.servers.add(server);
			for (int k = 0; k < each; k++) {
				this.members.add(BackplaneMember.connect(server));
			}
		}
	}

	/** By member, in turns: a number of calls each, with numbers. */
	private void callInTurns(List<HubGroup<TestHubReceiver>> groups, int from, int step, int calls) {
		this.tasks.add(this.threads.submit(() -> {
			for (int i = 0; i < calls; i++) {
				for (int sender = from; sender < groups.size(); sender += step) {
					groups.get(sender).all().onPair(i, String.valueOf(sender));
					this.called.incrementAndGet();
				}
			}
		}));
	}

	private void finish() throws Exception {
		for (Future<?> task : this.tasks) {
			task.get(60, TimeUnit.SECONDS);
		}
	}

	/** What a member has received before the end mark. */
	private static List<Call> heard(BackplaneMember member) throws Exception {
		List<Call> calls = new ArrayList<>();
		while (true) {
			ServerMessage.Broadcast message = member.client().next(ServerMessage.Broadcast.class);
			if (message.methodId() == MethodIds.of("OnPair")) {
				MessageUnpacker values = TestHubClient.values(message.body());
				values.unpackArrayHeader();
				Call call = new Call(values.unpackInt(), values.unpackString());
				if (call.number == END) {
					return calls;
				}
				calls.add(call);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "2, 30, 1", "3, 20, 2" })
	void allMembersReceiveAllCallsInTheSameOrder(int count, int each, int seed) throws Exception {
		int calls = 20;
		start(count, each);
		List<HubGroup<TestHubReceiver>> groups = new ArrayList<>();
		for (BackplaneMember member : this.members) {
			groups.add(member.join("room"));
		}
		AtomicBoolean over = new AtomicBoolean();
		for (int i = 0; i < count; i++) {
			comeAndGo(BackplaneMember.connect(this.servers.get(i)), new Random(seed + i), over);
		}
		for (int thread = 0; thread < 6; thread++) {
			callInTurns(groups, thread, 6, calls);
		}
		finish(6);
		over.set(true);
		finish();
		groups.get(0).all().onPair(END, "");
		List<Call> first = heard(this.members.get(0));
		assertThat(first).hasSizeGreaterThanOrEqualTo(60 * calls);
		for (BackplaneMember member : this.members.subList(1, this.members.size())) {
			assertThat(heard(member)).isEqualTo(first);
		}
		for (int sender = 0; sender < 60; sender++) {
			assertThat(numbersOf(first, sender)).hasSize(calls).isSorted().doesNotHaveDuplicates();
		}
		leaveAll(groups);
	}

	private void finish(int last) throws Exception {
		for (Future<?> task : this.tasks.subList(this.tasks.size() - last, this.tasks.size())) {
			task.get(60, TimeUnit.SECONDS);
		}
	}

	/** Joins rooms, calls them, receives its own call, leaves. */
	private void comeAndGo(BackplaneMember member, Random random, AtomicBoolean over) {
		this.tasks.add(this.threads.submit(() -> {
			for (int i = 0; !over.get(); i++) {
				String name = random.nextBoolean() ? "room" : "another";
				HubGroup<TestHubReceiver> group = random.nextBoolean() ? member.join(name)
						: member.hub().groups().addAsync(name).toCompletableFuture().get(20, TimeUnit.SECONDS);
				group.all().onText("mine " + i);
				while (!nextText(member).equals("mine " + i)) {
					assertThat(group.contains(member.id())).isTrue();
				}
				if (random.nextBoolean()) {
					group.leave();
				}
				else {
					group.remove(member.id());
				}
			}
			return null;
		}));
	}

	private static String nextText(BackplaneMember member) throws Exception {
		while (true) {
			ServerMessage.Broadcast message = member.client().next(ServerMessage.Broadcast.class);
			if (message.methodId() == MethodIds.of("OnText")) {
				return TestHubClient.values(message.body()).unpackString();
			}
		}
	}

	private void leaveAll(List<HubGroup<TestHubReceiver>> groups) {
		groups.forEach(HubGroup::leave);
		await().untilAsserted(() -> assertThat(this.backplane.subscriptions()).isZero());
		assertThat(this.servers).allMatch((server) -> server.groups() == 0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void duringOutagesNothingIsDuplicatedOrLostOnTheOwnServer(int seed) throws Exception {
		int calls = 300;
		start(2, 3);
		List<HubGroup<TestHubReceiver>> groups = new ArrayList<>();
		for (BackplaneMember member : this.members) {
			groups.add(member.join("room"));
		}
		AtomicBoolean over = new AtomicBoolean();
		Future<?> failures = this.threads.submit(() -> fail(new Random(seed), over));
		for (int sender = 0; sender < groups.size(); sender++) {
			callInTurns(groups, sender, groups.size(), calls);
		}
		finish();
		over.set(true);
		failures.get(20, TimeUnit.SECONDS);
		groups.get(0).all().onPair(END, "");
		for (int hearer = 0; hearer < 6; hearer++) {
			List<Call> heard = heard(this.members.get(hearer));
			for (int sender = 0; sender < 6; sender++) {
				List<Integer> numbers = numbersOf(heard, sender);
				assertThat(numbers).as("of %d by %d", sender, hearer).isSorted().doesNotHaveDuplicates();
				if (hearer / 3 == sender / 3) {
					assertThat(numbers).as("of %d by %d", sender, hearer).hasSize(calls);
				}
			}
		}
		leaveAll(groups);
	}

	/** Cuts and delays the links, and restores them at the end. */
	private void fail(Random random, AtomicBoolean over) {
		while (!over.get()) {
			InMemoryBackplane.Link link = this.links.get(random.nextInt(this.links.size()));
			link.stall(random.nextBoolean());
			awaitCalls(random, over);
			link.cut();
			awaitCalls(random, over);
			link.stall(false);
			link.restore();
			awaitCalls(random, over);
		}
	}

	/** Waits until there are some more. */
	private void awaitCalls(Random random, AtomicBoolean over) {
		int until = this.called.get() + random.nextInt(40);
		await().atMost(60, TimeUnit.SECONDS)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> over.get() || this.called.get() >= until);
	}

	private static List<Integer> numbersOf(List<Call> calls, int sender) {
		String name = String.valueOf(sender);
		return calls.stream().filter((call) -> call.sender.equals(name)).map(Call::number).toList();
	}

	private record Call(int number, String sender) {

	}

}
