package io.github.magiconion4j.internal.groups;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.magiconion4j.internal.invocation.ReceiverTarget;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import org.jspecify.annotations.Nullable;

/**
 * The connections of each user. All users of hubs with the same receiver type are one
 * group, in which the user's name is a key, so a server needs one subscription per
 * receiver type. Only maintained if the settings enable it. Thread-safe.
 */
final class UserGroups {

	private final boolean kept;

	private final Function<Class<?>, RemoteProxies> receivers;

	private final Function<Class<?>, @Nullable GroupChannel> channels;

	private final Map<Class<?>, Users> byReceiver = new ConcurrentHashMap<>();

	/**
	 * Creates an empty registry.
	 * @param kept whether connections are added
	 * @param channels returns the channel of the users of a receiver type; {@code null}
	 * without a backplane
	 */
	UserGroups(boolean kept, Function<Class<?>, RemoteProxies> receivers,
			Function<Class<?>, @Nullable GroupChannel> channels) {
		this.kept = kept;
		this.receivers = receivers;
		this.channels = channels;
	}

	/** Adds a connection, if it has a principal. Does not wait for the backplane. */
	void connected(GroupMember connection) {
		Principal principal = this.kept ? connection.principal() : null;
		String name = (principal != null) ? principal.getName() : null;
		if (name != null) {
			Users users = users(connection.receiverType());
			users.byName.add(connection, name);
			users.members.put(connection);
			connection.groups().add(users.members);
		}
	}

	/**
	 * A receiver for the connections of a user.
	 * @throws IllegalStateException if the settings do not enable users
	 */
	Object user(String name, Class<?> receiver) {
		if (!this.kept) {
			throw new IllegalStateException(
					"The server does not track the connections of users: see GroupSettings.users");
		}
		RemoteProxies proxies = this.receivers.apply(receiver);
		Members members = users(receiver).members;
		Audience audience = Audience.of(Set.of(), List.of(name));
		return proxies.create((ReceiverTarget) (message) -> members.call(audience, message));
	}

	private Users users(Class<?> receiver) {
		return this.byReceiver.computeIfAbsent(receiver, (absent) -> {
			NamedMembers byName = new NamedMembers();
			return new Users(byName, new Members(this.channels.apply(receiver), byName));
		});
	}

	private record Users(NamedMembers byName, Members members) {

	}

}
