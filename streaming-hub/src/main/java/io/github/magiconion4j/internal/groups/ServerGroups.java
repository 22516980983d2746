package io.github.magiconion4j.internal.groups;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.hub.GroupState;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import org.jspecify.annotations.Nullable;

/**
 * All groups of a server: those that the connections of its hubs join, those that the
 * application manages, and the connections of each user. Thread-safe.
 */
public final class ServerGroups {

	private final Fleets fleets;

	private final Duration resultTimeout;

	private final UserGroups users;

	private final ApplicationGroups application;

	private final List<ManagedGroups> hubs = new CopyOnWriteArrayList<>();

	/**
	 * Creates a server's groups, without members.
	 * @param fleets decides which groups use which backplane
	 * @param keepsUsers whether connections can be found by the names of their users
	 * @param receivers returns the proxies of a receiver type
	 * @param resultTimeout how long client results may take
	 */
	public ServerGroups(Fleets fleets, boolean keepsUsers, Function<Class<?>, RemoteProxies> receivers,
			Duration resultTimeout) {
		this.fleets = fleets;
		this.resultTimeout = resultTimeout;
		this.users = new UserGroups(keepsUsers, receivers, fleets::ofUsers);
		this.application = new ApplicationGroups(receivers, resultTimeout, fleets::ofApplication, this.users);
	}

	/**
	 * The groups that the application manages.
	 * @return the groups, the same object at every call
	 */
	public GroupProvider application() {
		return this.application;
	}

	/**
	 * Creates the registry of groups that the connections of a hub join.
	 * @param serviceName the hub's service name
	 * @param receivers creates the receivers of its clients
	 * @return the registry, which has no groups yet
	 */
	public ManagedGroups ofHub(String serviceName, RemoteProxies receivers) {
		ManagedGroups groups = new ManagedGroups(serviceName, receivers, this.resultTimeout,
				(name) -> this.fleets.ofHub(serviceName, name));
		this.hubs.add(groups);
		return groups;
	}

	/**
	 * The groups that exist now.
	 * @return the groups of hubs and of the application, over live views
	 */
	public Stream<GroupState> states() {
		return Stream.concat(this.hubs.stream().flatMap(ManagedGroups::states), this.application.states());
	}

	/**
	 * Queries the number of members of a group on all servers.
	 * @param group the group, from the list of groups
	 * @return completes with the same group and that number, or without it if it is
	 * unknown
	 */
	public CompletionStage<GroupState> everywhere(GroupState group) {
		GroupChannel channel = (group.backplane() == null) ? null : (group.hub() != null)
				? this.fleets.ofHub(group.hub(), group.name()) : this.fleets.ofApplication(group.name());
		if (channel == null || !channel.hasPresence()) {
			return CompletableFuture.completedStage(group);
		}
		return channel.ask(Presence::count)
			.handle((count, failure) -> new GroupState(group.hub(), group.name(), group.backplane(), group.members(),
					count));
	}

	/**
	 * Creates the announcer of the users of a hub that allows one connection per user.
	 * @param serviceName the hub's service name
	 * @return a new announcer; {@code null} if the hub has no backplane
	 */
	public @Nullable RemoteUsers usersOf(String serviceName) {
		return this.fleets.ofHubUsers(serviceName);
	}

	/**
	 * A client is connected: if it has a principal, calls to that user reach it from now
	 * on.
	 * @param member the connection
	 */
	public void connected(GroupMember member) {
		this.users.connected(member);
	}

}
