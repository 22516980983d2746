package io.github.magiconion4j.internal.groups;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.Group;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.invocation.ReceiverTarget;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A group as the application sees it: creates receivers for its members.
 *
 * @param <R> the receiver
 */
class GroupView<R> implements Group<R> {

	private final Members members;

	private final RemoteProxies receivers;

	private final long resultTimeoutNanos;

	private final R all;

	/**
	 * Creates a view.
	 * @param members the members of the group
	 * @param receivers creates receivers, which must be of type {@code R}
	 * @param resultTimeout how long results may take
	 */
	GroupView(Members members, RemoteProxies receivers, Duration resultTimeout) {
		this.members = members;
		this.receivers = receivers;
		this.resultTimeoutNanos = resultTimeout.toNanos();
		this.all = receiver(Audience.ALL);
	}

	final Members members() {
		return this.members;
	}

	@Override
	public final R all() {
		return this.all;
	}

	@Override
	public final R except(Collection<UUID> connectionIds) {
		return receiver(Audience.except(connectionIds));
	}

	@Override
	public final R except(UUID connectionId) {
		return except(List.of(connectionId));
	}

	@Override
	public final R only(Collection<UUID> connectionIds) {
		return receiver(Audience.only(connectionIds));
	}

	@Override
	public final R single(UUID connectionId) {
		return receiver(new Single(connectionId, this.resultTimeoutNanos));
	}

	@Override
	public final R single(UUID connectionId, Duration resultTimeout) {
		return receiver(new Single(connectionId, resultTimeout.toNanos()));
	}

	@Override
	public final void remove(UUID connectionId) {
		this.members.remove(connectionId);
	}

	@Override
	public final int count() {
		return this.members.count();
	}

	@Override
	public final boolean contains(UUID connectionId) {
		return this.members.get(connectionId) != null;
	}

	@Override
	public final CompletionStage<Integer> countEverywhere() {
		return this.members.countEverywhere();
	}

	@Override
	public final CompletionStage<Set<UUID>> membersEverywhere() {
		return this.members.membersEverywhere();
	}

	private R receiver(Audience audience) {
		return receiver((message) -> this.members.call(audience, message));
	}

	@SuppressWarnings("unchecked") // the group's receiver is that of its members' hubs
	private R receiver(ReceiverTarget target) {
		return (R) this.receivers.create(target);
	}

	private final class Single implements ReceiverTarget {

		private final UUID id;

		private final Audience audience;

		private final long resultTimeoutNanos;

		Single(UUID id, long resultTimeoutNanos) {
			this.id = id;
			this.audience = Audience.only(List.of(id));
			this.resultTimeoutNanos = resultTimeoutNanos;
		}

		@Override
		public void send(byte[] message) {
			GroupView.this.members.call(this.audience, message);
		}

		@Override
		public CompletableFuture<@Nullable Object> ask(RemoteMethod method, @Nullable Object @Nullable [] values) {
			GroupMember member = GroupView.this.members.get(this.id);
			if (member == null) {
				return CompletableFuture.failedFuture(new HubStatusException(Status.Code.NOT_FOUND,
						"There is no such member of the group" + (GroupView.this.members.isShared()
								? " on this server; members on other servers cannot return results." : ".")));
			}
			return member.ask(method, values, this.resultTimeoutNanos);
		}

	}

}
