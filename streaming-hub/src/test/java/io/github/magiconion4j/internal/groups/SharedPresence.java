package io.github.magiconion4j.internal.groups;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.magiconion4j.backplane.PresenceStore;

/**
 * A substitute for Redis with the members of all servers, with leases on the test's
 * clock. It can be down, forget, and delay its answers.
 */
final class SharedPresence {

	static final Duration LEASE = Duration.ofSeconds(15);

	private final LongSupplier clock;

	private final List<Place> places = new ArrayList<>();

	private final List<Runnable> held = new ArrayList<>();

	private boolean away;

	private boolean holding;

	SharedPresence(LongSupplier clock) {
		this.clock = clock;
	}

	Place place() {
		Place place = new Place();
		this.places.add(place);
		return place;
	}

	/** Keeps its data, and fails all commands. */
	void away(boolean on) {
		this.away = on;
	}

	/** Like a server without persistence that has restarted. */
	void forgetAll() {
		this.places.forEach((each) -> {
			each.members.clear();
			each.begun = false;
		});
	}

	void hold(boolean on) {
		this.holding = on;
		if (!on) {
			List.copyOf(this.held).forEach(Runnable::run);
			this.held.clear();
		}
	}

	private <T> CompletionStage<T> answer(Supplier<T> value) {
		if (this.away) {
			return CompletableFuture.failedStage(new IllegalStateException("away"));
		}
		CompletableFuture<T> answer = new CompletableFuture<>();
		Runnable completion = () -> answer.complete(value.get());
		if (this.holding) {
			this.held.add(completion);
		}
		else {
			completion.run();
		}
		return answer;
	}

	/** The store of one server. */
	final class Place implements PresenceStore {

		private final Map<String, Set<UUID>> members = new HashMap<>();

		private boolean begun;

		private long until;

		/** The number of commands. */
		int commands;

		int renewals;

		private Set<UUID> of(String channel) {
			return this.members.computeIfAbsent(channel, (absent) -> new HashSet<>());
		}

		private boolean isAlive() {
			return this.begun && this.until - SharedPresence.this.clock.getAsLong() > 0;
		}

		@Override
		public Duration lease() {
			return LEASE;
		}

		@Override
		public CompletionStage<Boolean> renew() {
			this.renewals++;
			return answer(() -> {
				boolean known = this.begun;
				this.begun = true;
				this.until = SharedPresence.this.clock.getAsLong() + LEASE.toNanos();
				return known;
			});
		}

		@Override
		public CompletionStage<?> clear() {
			return answer(() -> {
				this.members.clear();
				this.begun = false;
				return true;
			});
		}

		@Override
		public CompletionStage<?> add(String channel, Collection<UUID> added) {
			this.commands++;
			return answer(() -> of(channel).addAll(added));
		}

		@Override
		public CompletionStage<?> remove(String channel, UUID member) {
			this.commands++;
			return answer(() -> of(channel).remove(member));
		}

		@Override
		public CompletionStage<Integer> count(String channel) {
			return members(channel).thenApply(Set::size);
		}

		@Override
		public CompletionStage<Set<UUID>> members(String channel) {
			return answer(() -> {
				Set<UUID> all = new HashSet<>();
				SharedPresence.this.places.stream()
					.filter(Place::isAlive)
					.forEach((each) -> all.addAll(each.of(channel)));
				return all;
			});
		}

	}

}
