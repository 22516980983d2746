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
 * The connections of each user. All users whose hubs have the same receiver are one
 * group, so that a server has one subscription for them; a user is a key in it. Kept only
 * where the settings ask for it. Thread-safe.
 */
final class UserGroups {

	private final boolean kept;

	private final Function<Class<?>, RemoteProxies> receivers;

	private final Function<Class<?>, @Nullable GroupChannel> channels;

	private final Map<Class<?>, Users> byReceiver = new ConcurrentHashMap<>();

	/**
	 * Makes them without a user.
	 * @param kept whether connections are added
	 * @param channels gives the channel of the users of a receiver; {@code null} if they
	 * are on this server alone
	 */
	UserGroups(boolean kept, Function<Class<?>, RemoteProxies> receivers,
			Function<Class<?>, @Nullable GroupChannel> channels) {
		this.kept = kept;
		this.receivers = receivers;
		this.channels = channels;
	}

	/** Adds a connection, if a user has it. Does not wait for other servers. */
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
	 * The connections of a user.
	 * @throws IllegalStateException if they are not kept
	 */
	Object user(String name, Class<?> receiver) {
		if (!this.kept) {
			throw new IllegalStateException(
					"The server does not keep the connections of users: see GroupSettings.users");
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
