package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.internal.invocation.RemoteProxies;

/**
 * The groups that the connections of one hub join. One exists while it has members:
 * coming and going are atomic for each name, so that nobody joins what is being taken
 * away.
 */
final class ManagedGroups {

	private final RemoteProxies receivers;

	private final Duration resultTimeout;

	private final ConcurrentMap<String, Members> byName = new ConcurrentHashMap<>();

	ManagedGroups(RemoteProxies receivers, Duration resultTimeout) {
		this.receivers = receivers;
		this.resultTimeout = resultTimeout;
	}

	HubGroup<Object> join(String name, Connection connection) {
		Members joined = this.byName.compute(name, (key, known) -> {
			Members members = (known != null) ? known : new Members((member) -> leave(name, member));
			members.put(connection);
			return members;
		});
		connection.groups().add(joined);
		return new Membership(joined, name, connection);
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
