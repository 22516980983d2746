package io.github.magiconion4j.internal.groups;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.GroupState;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import org.jspecify.annotations.Nullable;

/**
 * The groups that the connections of one hub join. A group exists while it has members.
 * Joins and leaves of a group are atomic, so that nobody joins a group that is being
 * removed.
 */
public final class ManagedGroups {

	private final String serviceName;

	private final RemoteProxies receivers;

	private final Duration resultTimeout;

	private final Function<String, @Nullable GroupChannel> channels;

	private final ConcurrentMap<String, Members> byName = new ConcurrentHashMap<>();

	/**
	 * Creates an empty registry.
	 * @param serviceName the service name of the hub
	 * @param channels returns the channel of a group's name; {@code null} for a group of
	 * this server only
	 */
	ManagedGroups(String serviceName, RemoteProxies receivers, Duration resultTimeout,
			Function<String, @Nullable GroupChannel> channels) {
		this.serviceName = serviceName;
		this.receivers = receivers;
		this.resultTimeout = resultTimeout;
		this.channels = channels;
	}

	/**
	 * Adds a connection to a group, and blocks until the join is complete.
	 * @param name the name of the group
	 * @param connection the connection
	 * @return the group
	 * @throws HubStatusException with UNAVAILABLE, if it cannot be joined in time
	 */
	public HubGroup<Object> join(String name, GroupMember connection) {
		Join join = begin(name, connection);
		join.await();
		return new Membership(join.members(), name, connection);
	}

	/**
	 * Adds a connection to a group.
	 * @param name the name of the group
	 * @param connection the connection
	 * @return a stage that completes with the group when the join is complete, on a
	 * thread that user code may block. It fails with a {@link HubStatusException} if the
	 * group cannot be joined
	 */
	public CompletionStage<HubGroup<Object>> joinLater(String name, GroupMember connection) {
		Join join = begin(name, connection);
		return join.then(() -> new Membership(join.members(), name, connection));
	}

	private Join begin(String name, GroupMember connection) {
		AtomicReference<@Nullable Join> begun = new AtomicReference<>();
		this.byName.compute(name, (key, known) -> {
			Members members = (known != null) ? known
					: new Members(this.channels.apply(name), (member) -> leave(name, member));
			begun.set(members.put(connection));
			return members;
		});
		Join join = Objects.requireNonNull(begun.get());
		connection.groups().add(join.members());
		return join;
	}

	private void leave(String name, GroupMember connection) {
		this.byName.computeIfPresent(name, (key, known) -> known.takeOut(connection) ? null : known);
	}

	/**
	 * The number of groups.
	 * @return the number of groups that have members on this server
	 */
	public int count() {
		return this.byName.size();
	}

	Stream<GroupState> states() {
		return this.byName.entrySet().stream().map((each) -> each.getValue().state(this.serviceName, each.getKey()));
	}

	private final class Membership extends GroupView<Object> implements HubGroup<Object> {

		private final String name;

		private final GroupMember member;

		Membership(Members members, String name, GroupMember member) {
			super(members, ManagedGroups.this.receivers, ManagedGroups.this.resultTimeout);
			this.name = name;
			this.member = member;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void leave() {
			members().remove(this.member);
		}

	}

}
