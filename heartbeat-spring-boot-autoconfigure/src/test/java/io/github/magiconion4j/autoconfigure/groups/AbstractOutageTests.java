package io.github.magiconion4j.autoconfigure.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.magiconion4j.backplane.BackplaneListener.Drop;
import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two servers with two members of a room each, who send all the time while the backplane
 * is killed, stopped and restarted.
 */
@Timeout(180)
abstract class AbstractOutageTests {

	private static final int MEMBERS = 4;

	private static final int END = -1;

	private static final int PAUSE_MILLIS = 2;

	/** Threads that all clients of the process share; they stay for a while. */
	private static final Pattern OF_ALL_CLIENTS = Pattern.compile("streaming-hub-(timer|send-|client-|answer-)");

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(MEMBERS);

	private final List<AbstractBackplane> backplanes = new ArrayList<>();

	private final List<RoomServer> servers = new ArrayList<>();

	private final List<Member> members = new ArrayList<>();

	private final List<ScheduledFuture<?>> speaking = new ArrayList<>();

	LocalServer server = LocalServer.NONE;

	abstract LocalServer createServer() throws Exception;

	abstract AbstractBackplane create(int port);

	@BeforeEach
	void begin() throws Exception {
		this.server = createServer().start();
		for (int i = 0; i < 2; i++) {
			AbstractBackplane backplane = create(this.server.port());
			this.backplanes.add(backplane);
			backplane.start();
			this.servers.add(new RoomServer(backplane));
		}
		awaitUp();
		for (int i = 0; i < MEMBERS; i++) {
			this.members.add(new Member(i, this.servers.get(i % 2)));
		}
		this.members.forEach((member) -> this.speaking
			.add(this.threads.scheduleWithFixedDelay(member::speak, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS)));
		awaitCalls();
	}

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.servers.forEach(RoomServer::close);
		this.backplanes.forEach(AbstractBackplane::close);
		this.server.close();
		patiently().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.filteredOn((name) -> !OF_ALL_CLIENTS.matcher(name).lookingAt())
			.noneMatch((name) -> name.startsWith("streaming-hub-") || name.startsWith("lettuce-")
					|| name.startsWith("nats")));
	}

	static ConditionFactory patiently() {
		return await().atMost(60, TimeUnit.SECONDS);
	}

	final void awaitUp() {
		patiently().until(() -> this.backplanes.stream().allMatch(AbstractBackplane::isUp));
	}

	private void awaitDown() {
		patiently().until(() -> this.backplanes.stream().noneMatch(AbstractBackplane::isUp));
	}

	/** Waits until each member has sent the given number of further messages. */
	final void awaitCalls() {
		int[] before = this.members.stream().mapToInt((member) -> member.said.get()).toArray();
		patiently()
			.until(() -> IntStream.range(0, MEMBERS).allMatch((i) -> this.members.get(i).said.get() > before[i] + 100));
	}

	@Test
	void killed() throws Exception {
		this.server.kill();
		awaitDown();
		awaitCalls();
		this.server.start();
		assertWhatIsPromised();
		assertMissed();
	}

	@Test
	void stopped() throws Exception {
		this.server.signal("STOP");
		awaitDown();
		awaitCalls();
		this.server.signal("CONT");
		assertWhatIsPromised();
		assertMissed();
	}

	@Test
	void restartedAgainAndAgain() throws Exception {
		for (int i = 0; i < 3; i++) {
			this.server.signal("TERM");
			awaitDown();
			this.server.kill();
			this.server.start();
			awaitUp();
			awaitCalls();
		}
		assertWhatIsPromised();
	}

	/**
	 * All members receive what is sent on their own server, and nobody receives anything
	 * twice.
	 */
	final void assertWhatIsPromised() throws Exception {
		awaitUp();
		awaitCalls();
		assertThat(this.speaking).noneMatch(Future::isDone); // no call has failed
		this.threads.shutdown();
		assertThat(this.threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		this.members.forEach((each) -> each.say(END));
		for (Member hearer : this.members) {
			patiently()
				.until(() -> this.members.stream().allMatch((each) -> hearer.numbersOf(each.number).contains(END)));
			for (Member sender : this.members) {
				List<Integer> numbers = hearer.numbersOf(sender.number).stream().filter((each) -> each != END).toList();
				assertThat(numbers).as("of %s by %s", sender, hearer).isSorted().doesNotHaveDuplicates();
				if (hearer.server == sender.server) {
					assertThat(numbers).as("of %s by %s", sender, hearer).hasSize(sender.said.get());
				}
			}
		}
		for (RoomServer each : this.servers) {
			assertThat(each.lost(Drop.FULL, Drop.OVERFLOW, Drop.MALFORMED, Drop.TOO_LARGE)).isZero();
			assertThat(each.published.get() + each.lost(Drop.DOWN)).isEqualTo(saidOn(each));
		}
		this.members.forEach(Member::leave);
		patiently().until(() -> this.servers.stream().allMatch((each) -> each.subscriptions.get() == 0));
	}

	private long saidOn(RoomServer server) {
		return this.members.stream()
			.filter((each) -> each.server == server)
			.mapToInt((each) -> each.said.get() + 1)
			.sum();
	}

	/** What was counted as lost was not received on the other server. */
	private void assertMissed() {
		for (Member hearer : this.members) {
			RoomServer other = this.servers.get(1 - hearer.number % 2);
			long heard = this.members.stream()
				.filter((each) -> each.server == other)
				.mapToLong((each) -> hearer.numbersOf(each.number).size())
				.sum();
			assertThat(other.lost(Drop.DOWN)).isPositive();
			assertThat(saidOn(other) - heard).isGreaterThanOrEqualTo(other.lost(Drop.DOWN));
		}
	}

	private static final class Member implements IRoomHub.Receiver {

		private final int number;

		private final RoomServer server;

		private final AtomicInteger said = new AtomicInteger();

		private final List<Queue<Integer>> heard = IntStream.range(0, MEMBERS)
			.<Queue<Integer>>mapToObj((i) -> new ConcurrentLinkedQueue<>())
			.toList();

		private final HubClient<IRoomHub> client;

		Member(int number, RoomServer server) throws Exception {
			this.number = number;
			this.server = server;
			this.client = StreamingHubClient.connect(server.channel(), IRoomHub.class, this);
			this.client.hub().joinAsync("room").toCompletableFuture().get(60, TimeUnit.SECONDS);
		}

		void speak() {
			say(this.said.get());
			this.said.incrementAndGet();
		}

		/** The answer arrives immediately, whatever the state of the backplane. */
		void say(int what) {
			this.client.hub().sayAsync(this.number, what).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
		}

		@Override
		public void onSaid(int sender, int what) {
			this.heard.get(sender).add(what);
		}

		List<Integer> numbersOf(int sender) {
			return List.copyOf(this.heard.get(sender));
		}

		void leave() {
			this.client.closeAsync();
		}

		@Override
		public String toString() {
			return "member " + this.number;
		}

	}

}
