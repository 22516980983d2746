package io.github.magiconion4j.internal.groups;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A connection that was added to a group. The join completes when the group's
 * subscription is confirmed. If that takes too long, the connection is removed again.
 *
 * @param members the group
 * @param member the connection
 * @param ready completes when the join does; {@code null} if it is complete
 */
record Join(Members members, GroupMember member, @Nullable CompletableFuture<@Nullable Void> ready) {

	/**
	 * Blocks until the join is complete.
	 * @throws HubStatusException with UNAVAILABLE, if the join failed
	 */
	void await() {
		if (this.ready == null) {
			return;
		}
		try {
			if (this.member.mayWait() || this.ready.isDone()) {
				this.ready.get();
				return;
			}
			throw failed("This thread must not wait for the group: use addAsync.", null);
		}
		catch (ExecutionException ex) {
			throw failed(text(ex.getCause()), ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failed("Joining the group was interrupted.", ex);
		}
	}

	/** A stage that completes with the join, on a thread that user code may block. */
	<T> CompletionStage<T> then(Supplier<T> value) {
		CompletableFuture<@Nullable Void> waited = this.ready;
		if (waited == null) {
			return CompletableFuture.completedStage(value.get());
		}
		CompletableFuture<T> result = new CompletableFuture<>();
		waited.whenComplete((none, failure) -> this.member.later(() -> {
			if (failure != null) {
				result.completeExceptionally(failed(text(failure), failure));
			}
			else {
				result.complete(value.get());
			}
		}));
		return result.minimalCompletionStage();
	}

	private static @Nullable String text(@Nullable Throwable failure) {
		return (failure instanceof HubStatusException status) ? status.detail() : null;
	}

	private HubStatusException failed(@Nullable String text, @Nullable Throwable cause) {
		this.members.remove(this.member);
		return new HubStatusException(Status.Code.UNAVAILABLE, (text != null) ? text : "The group cannot be joined.",
				cause);
	}

}
