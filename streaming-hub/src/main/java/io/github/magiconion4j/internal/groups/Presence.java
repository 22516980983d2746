package io.github.magiconion4j.internal.groups;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.github.magiconion4j.backplane.PresenceStore;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.github.magiconion4j.internal.timer.TimerEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the servers of a fleet who is in the groups of this one. A member that comes or
 * goes is told at once, and nobody waits for it; the lease of all of them is renewed
 * three times as often as it ends. If something could not be told, or the store has
 * forgotten it, all members are told anew. Thread-safe.
 */
final class Presence {

	private static final Logger logger = LoggerFactory.getLogger(Presence.class);

	private static final int RENEWALS = 3;

	private final Fleet fleet;

	private final PresenceStore store;

	/** Renewals, one after the other, and what has to wait for them. */
	private final SerialExecutor tasks;

	private final OncePerMinute failures;

	/** Whether the store may not know all. */
	private volatile boolean incomplete = true;

	Presence(Fleet fleet, PresenceStore store) {
		this.fleet = fleet;
		this.store = store;
		this.tasks = fleet.serial();
		this.failures = new OncePerMinute(fleet.timer()::now);
	}

	/** Begins the lease, and goes on renewing it. */
	void start() {
		long pause = this.store.lease().dividedBy(RENEWALS).toNanos();
		this.fleet.timer().schedule(new TimerEntry() {

			@Override
			protected long run(long now) {
				if (Presence.this.tasks.unfinished() == 0) {
					submit(Presence.this::renew);
				}
				return now + pause;
			}

		}, this.fleet.timer().now());
	}

	/** The backplane is up: what was told before may be lost. */
	void restored() {
		this.incomplete = true;
		submit(this::renew);
	}

	void add(String channel, Collection<UUID> members) {
		watch(this.store.add(channel, members));
	}

	void remove(String channel, UUID member) {
		watch(this.store.remove(channel, member));
	}

	/** Completes on a thread that user code may block; fails if they are not known. */
	CompletionStage<Integer> count(String channel) {
		return ask(() -> this.store.count(channel));
	}

	/** Completes on a thread that user code may block; fails if they are not known. */
	CompletionStage<Set<UUID>> members(String channel) {
		return ask(() -> this.store.members(channel));
	}

	/** Behind a renewal, since the store may not know the members of this server yet. */
	private <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		boolean asked = this.fleet.backplane().isUp() && submit(() -> {
			question.get().whenComplete((value, failure) -> {
				if (failure != null) {
					answer.completeExceptionally(failure);
				}
				else {
					answer.complete(value);
				}
			});
			return null;
		});
		if (!asked) {
			answer.completeExceptionally(new IllegalStateException("it is away"));
		}
		return this.fleet.answered(answer);
	}

	private @Nullable CompletionStage<?> renew() {
		if (!this.fleet.backplane().isUp()) {
			this.incomplete = true;
			return null;
		}
		CompletionStage<?> renewed = this.incomplete ? tellAll()
				: this.store.renew().thenCompose((known) -> known ? CompletableFuture.completedStage(null) : tellAll());
		watch(renewed);
		return renewed;
	}

	/**
	 * Who comes or goes meanwhile is told, too: in the worst case twice.
	 */
	private CompletionStage<?> tellAll() {
		this.incomplete = false;
		return this.store.clear()
			.thenCompose((cleared) -> this.store.renew())
			.thenRunAsync(() -> this.fleet.channels().forEach(GroupChannel::tellMembers), this.fleet.executor());
	}

	private void watch(CompletionStage<?> told) {
		told.whenComplete((done, failure) -> {
			if (failure != null) {
				this.incomplete = true;
				long count = this.failures.next();
				if (count > 0) {
					logger.warn(
							"Other servers do not know all members of this one for now: {} changes since the last "
									+ "such line did not get through to {}",
							count, this.fleet.backplane().name(), failure);
				}
			}
		});
	}

	private boolean submit(SerialExecutor.Task task) {
		try {
			this.tasks.submit(task);
			return true;
		}
		catch (RejectedExecutionException ex) { // most often the application is ending
			logger.debug("Presence over {} is not told", this.fleet.backplane().name(), ex);
			return false;
		}
	}

}
