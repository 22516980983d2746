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
 * Publishes the members of this server's groups to the
 * {@link io.github.magiconion4j.backplane.PresenceStore}. Joins and leaves are published
 * at once, and nothing waits for it. The lease of all members is renewed every third of
 * its duration. If an update failed, or entries have expired, all members are published
 * again. Thread-safe.
 */
final class Presence {

	private static final Logger logger = LoggerFactory.getLogger(Presence.class);

	private static final int RENEWALS = 3;

	private final Fleet fleet;

	private final PresenceStore store;

	/** Runs renewals one at a time, and queries after them. */
	private final SerialExecutor tasks;

	private final OncePerMinute failures;

	/** Whether the store may lack members of this server. */
	private volatile boolean incomplete = true;

	Presence(Fleet fleet, PresenceStore store) {
		this.fleet = fleet;
		this.store = store;
		this.tasks = fleet.serial();
		this.failures = new OncePerMinute(fleet.timer()::now);
	}

	/** Starts the lease, and renews it from then on. */
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

	/** The backplane is up again: earlier updates may be lost. */
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

	/**
	 * Queries run after a renewal, because the store may not have the members of this
	 * server yet.
	 */
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
			answer.completeExceptionally(new IllegalStateException("the backplane is down"));
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
	 * Joins and leaves at the same time are published, too; in the worst case twice.
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
							"Other servers do not see all members on this server: {} changes since the last "
									+ "such line were not written to {}",
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
		catch (RejectedExecutionException ex) { // usually the application is shutting
												// down
			logger.debug("Presence is not published over {}", this.fleet.backplane().name(), ex);
			return false;
		}
	}

}
