package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import org.jspecify.annotations.Nullable;

/**
 * The groups that the connections of one hub join. One exists while it has members:
 * coming and going are atomic for each name, so that nobody joins what is being taken
 * away.
 */
final class ManagedGroups {

	private final RemoteProxies receivers;

	private final Duration resultTimeout;

	private final Function<String, @Nullable GroupChannel> channels;

	private final ConcurrentMap<String, Members> byName = new ConcurrentHashMap<>();

	/**
	 * Makes them without a group.
	 * @param channels gives the channel of a group's name; {@code null} for a group that
	 * does not reach other servers
	 */
	ManagedGroups(RemoteProxies receivers, Duration resultTimeout, Function<String, @Nullable GroupChannel> channels) {
		this.receivers = receivers;
		this.resultTimeout = resultTimeout;
		this.channels = channels;
	}

	HubGroup<Object> join(String name, Connection connection) {
		Join join = begin(name, connection);
		join.await();
		return new Membership(join.members(), name, connection);
	}

	CompletionStage<HubGroup<Object>> joinLater(String name, Connection connection) {
		Join join = begin(name, connection);
		return join.then(() -> new Membership(join.members(), name, connection));
	}

	private Join begin(String name, Connection connection) {
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

	private void leave(String name, Connection connection) {
		this.byName.computeIfPresent(name, (key, known) -> known.takeOut(connection) ? null : known);
	}

	/** How many groups there are. */
	int count() {
		return this.byName.size();
	}

	private final class Membership extends GroupView<Object> implements HubGroup<Object> {

		private final String name;

		private final Connection member;

		Membership(Members members, String name, Connection member) {
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
