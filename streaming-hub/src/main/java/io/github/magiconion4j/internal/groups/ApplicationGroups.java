package io.github.magiconion4j.internal.groups;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.ApplicationGroup;
import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.hub.GroupState;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import org.jspecify.annotations.Nullable;

/**
 * The groups that the application manages, by their keys.
 */
final class ApplicationGroups implements GroupProvider {

	private final Function<Class<?>, RemoteProxies> receivers;

	private final Duration resultTimeout;

	private final Function<Object, @Nullable GroupChannel> channels;

	private final UserGroups users;

	private final ConcurrentMap<Object, Managed<?>> byKey = new ConcurrentHashMap<>();

	/**
	 * Creates an empty registry.
	 * @param channels returns the channel of a group's key; {@code null} for a group of
	 * this server only
	 */
	ApplicationGroups(Function<Class<?>, RemoteProxies> receivers, Duration resultTimeout,
			Function<Object, @Nullable GroupChannel> channels, UserGroups users) {
		this.receivers = receivers;
		this.resultTimeout = resultTimeout;
		this.channels = channels;
		this.users = users;
	}

	@Override
	@SuppressWarnings("unchecked") // the receiver types are compared below
	public <R> ApplicationGroup<R> getOrAdd(Object key, Class<R> receiver) {
		Managed<?> group = this.byKey.computeIfAbsent(key,
				(absent) -> new Managed<>(key, receiver, this.receivers.apply(receiver)));
		if (group.receiver != receiver) {
			throw new IllegalArgumentException("The group " + key + " has the receiver " + group.receiver.getName()
					+ ", not " + receiver.getName());
		}
		return (ApplicationGroup<R>) group;
	}

	@Override
	public <R> R user(String name, Class<R> receiver) {
		return receiver.cast(this.users.user(name, receiver));
	}

	Stream<GroupState> states() {
		return this.byKey.values().stream().map((each) -> each.members().state(null, each.key.toString()));
	}

	private final class Managed<R> extends GroupView<R> implements ApplicationGroup<R> {

		private final Object key;

		private final Class<R> receiver;

		private volatile boolean closed;

		Managed(Object key, Class<R> receiver, RemoteProxies receivers) {
			super(new Members(ApplicationGroups.this.channels.apply(key)), receivers,
					ApplicationGroups.this.resultTimeout);
			this.key = key;
			this.receiver = receiver;
		}

		@Override
		public boolean add(HubContext connection) {
			begin(connection).await();
			return contains(connection.connectionId());
		}

		@Override
		public CompletionStage<Boolean> addAsync(HubContext connection) {
			return begin(connection).then(() -> contains(connection.connectionId()));
		}

		private Join begin(HubContext connection) {
			if (!(connection instanceof GroupMember member) || member.receiverType() != this.receiver) {
				throw new IllegalArgumentException(
						connection + " is not a connection of a hub with the receiver " + this.receiver.getName());
			}
			Join join = members().put(member);
			member.groups().add(members());
			if (this.closed) {
				members().remove(member);
			}
			return join;
		}

		@Override
		public void remove(HubContext connection) {
			if (connection instanceof GroupMember member) {
				members().remove(member);
			}
		}

		@Override
		public void close() {
			this.closed = true;
			ApplicationGroups.this.byKey.remove(this.key, this);
			members().forEach(members()::remove);
		}

	}

}
