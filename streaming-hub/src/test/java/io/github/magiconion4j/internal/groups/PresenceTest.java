package io.github.magiconion4j.internal.groups;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.backplane.PresenceStore;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Two servers share the members of a room. Everything runs on the thread of the test.
 */
class PresenceTest {

	private final FakeTime time = new FakeTime();

	private final InMemoryBackplane backplane = new InMemoryBackplane();

	private final SharedPresence shared = new SharedPresence(this.time.timer()::now);

	private final AtomicInteger failed = new AtomicInteger();

	private final FleetServer here = new FleetServer();

	private final FleetServer there = new FleetServer();

	@Test
	void membersOnAllServersAreCounted() {
		GroupMember a = this.here.join();
		GroupMember b = this.there.join();
		GroupMember c = this.there.join();
		this.time.advance(Duration.ofMillis(100));
		assertThat(this.here.count()).isEqualTo(3);
		assertThat(done(this.there.room.membersEverywhere())).containsExactlyInAnyOrder(a.connectionId(),
				b.connectionId(), c.connectionId());
		this.there.room.remove(c);
		assertThat(this.here.count()).isEqualTo(2);
		this.here.room.remove(a);
		assertThat(this.here.count()).as("on a server without a member").isEqualTo(1);
	}

	@Test
	void joiningAndLeavingIsOneCommandEach() {
		this.time.advance(Duration.ofMillis(100));
		GroupMember a = this.here.join();
		assertThat(this.here.place.commands).isEqualTo(1);
		this.here.room.put(a);
		assertThat(this.here.place.commands).as("of a member that is there").isEqualTo(1);
		this.here.room.remove(a);
		this.here.room.remove(a);
		assertThat(this.here.place.commands).isEqualTo(2);
	}

	@Test
	void membersOfAKilledServerExpireWithItsLease() {
		this.here.join();
		this.there.join();
		this.time.advance(Duration.ofSeconds(60));
		assertThat(this.here.count()).isEqualTo(2);
		this.there.link.cut();
		this.time.advance(SharedPresence.LEASE.dividedBy(2));
		assertThat(this.here.count()).isEqualTo(2);
		this.time.advance(SharedPresence.LEASE);
		assertThat(this.here.count()).isEqualTo(1);
	}

	@Test
	void aLeaseIsForAllMembersAtOnce() {
		for (int i = 0; i < 100; i++) {
			this.here.join();
		}
		this.time.advance(Duration.ofMillis(100));
		int renewals = this.here.place.renewals;
		int commands = this.here.place.commands;
		this.time.advance(SharedPresence.LEASE);
		assertThat(this.here.place.renewals - renewals).isEqualTo(3);
		assertThat(this.here.place.commands).isEqualTo(commands);
	}

	@Test
	void forgottenMembersAreAddedAgain() {
		this.here.join();
		this.there.join();
		this.time.advance(Duration.ofMillis(100));
		this.shared.forgetAll();
		assertThat(this.here.count()).isZero();
		this.time.advance(SharedPresence.LEASE.dividedBy(2));
		assertThat(this.here.count()).isEqualTo(2);
	}

	@Test
	void changesDuringAnOutageArePublishedAfterIt() {
		GroupMember a = this.here.join();
		this.there.join();
		this.time.advance(Duration.ofMillis(100));
		this.here.link.cut();
		this.shared.away(true);
		this.here.room.remove(a);
		this.here.join();
		this.here.join();
		assertThat(this.here.room.count()).isEqualTo(2);
		this.shared.away(false);
		assertThat(this.there.count()).as("as before").isEqualTo(2);
		this.here.link.restore();
		assertThat(this.there.count()).isEqualTo(3);
	}

	@Test
	void aFailedChangeIsRepeatedByTheNextRenewal() {
		GroupMember a = this.here.join();
		this.time.advance(Duration.ofMillis(100));
		this.shared.away(true);
		this.here.room.remove(a);
		this.here.join();
		this.here.join();
		this.shared.away(false);
		assertThat(this.there.count()).isEqualTo(1);
		this.time.advance(SharedPresence.LEASE.dividedBy(2));
		assertThat(this.there.count()).isEqualTo(2);
	}

	@Test
	void aJoinDuringAFullUpdateIsNotLost() {
		this.here.join();
		this.time.advance(Duration.ofMillis(100));
		this.shared.hold(true);
		this.here.link.cut();
		this.here.link.restore();
		this.here.join();
		this.shared.hold(false);
		assertThat(this.there.count()).isEqualTo(2);
	}

	@Test
	void queriesFailDuringAnOutageAndAreCounted() {
		this.here.join();
		this.time.advance(Duration.ofMillis(100));
		this.here.link.cut();
		assertUnavailable(this.here.room.countEverywhere(), "memory did not answer.");
		assertUnavailable(this.here.room.membersEverywhere(), "memory did not answer.");
		assertThat(this.failed).hasValue(2);
	}

	@Test
	void aQueryWithoutAnswerTimesOut() {
		this.time.advance(Duration.ofMillis(100));
		this.shared.hold(true);
		CompletionStage<Integer> count = this.here.room.countEverywhere();
		assertThat(count.toCompletableFuture()).isNotDone();
		this.time.advance(Duration.ofSeconds(5));
		assertUnavailable(count, "memory did not answer in time.");
		assertThat(this.failed).hasValue(1);
	}

	@Test
	void withoutPresenceThereIsAnError() {
		Fleet fleet = fleet(this.backplane.connect());
		Members room = new Members(fleet.channel("room"));
		assertThatIllegalStateException().isThrownBy(room::countEverywhere)
			.withMessageContaining("memory does not support presence");
		Members local = new Members(null);
		local.put(member());
		assertThat(done(local.countEverywhere())).isEqualTo(1);
		assertThat(done(local.membersEverywhere())).hasSize(1);
	}

	private static void assertUnavailable(CompletionStage<?> stage, String text) {
		assertThat(stage.toCompletableFuture()).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(HubStatusException.class,
					(failure) -> assertThat(failure.statusCode()).isEqualTo(Status.Code.UNAVAILABLE.value()))
			.withMessageEndingWith(text);
	}

	private static <T> T done(CompletionStage<T> stage) {
		return stage.toCompletableFuture().getNow(null);
	}

	private Fleet fleet(GroupBackplane link) {
		return Fleet.of(link, new BackplaneListener() {

			@Override
			public void presenceFailed() {
				PresenceTest.this.failed.incrementAndGet();
			}

		}, Duration.ofSeconds(5), this.time.timer(), Runnable::run, Runnable::run,
				new UserCode(this.time.timer()::now));
	}

	private static GroupMember member() {
		UUID id = UUID.randomUUID();
		AtomicReference<Memberships> groups = new AtomicReference<>();
		GroupMember member = (GroupMember) Proxy.newProxyInstance(PresenceTest.class.getClassLoader(),
				new Class<?>[] { GroupMember.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "connectionId" -> id;
					case "groups" -> groups.get();
					default -> throw new UnsupportedOperationException(method.getName());
				});
		groups.set(new Memberships(member));
		return member;
	}

	private final class FleetServer {

		private final InMemoryBackplane.Link link = PresenceTest.this.backplane.connect();

		private final SharedPresence.Place place = PresenceTest.this.shared.place();

		private final Members room = new Members(fleet(new Present(this.link, this.place)).channel("room"));

		GroupMember join() {
			GroupMember member = member();
			this.room.put(member);
			return member;
		}

		int count() {
			return done(this.room.countEverywhere());
		}

	}

	private record Present(InMemoryBackplane.Link link, PresenceStore place) implements GroupBackplane {

		@Override
		public String name() {
			return this.link.name();
		}

		@Override
		public String channel(String group) {
			return this.link.channel(group);
		}

		@Override
		public boolean publish(String channel, byte[] message) {
			return this.link.publish(channel, message);
		}

		@Override
		public Subscription subscribe(String channel, Consumer<byte[]> receiver) {
			return this.link.subscribe(channel, receiver);
		}

		@Override
		public boolean isUp() {
			return this.link.isUp();
		}

		@Override
		public void addListener(Consumer<Boolean> listener) {
			this.link.addListener(listener);
		}

		@Override
		public int maxMessageSize() {
			return this.link.maxMessageSize();
		}

		@Override
		public Optional<PresenceStore> presence() {
			return Optional.of(this.place);
		}

	}

}
