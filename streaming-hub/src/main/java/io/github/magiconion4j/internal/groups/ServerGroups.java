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
	 * Makes a server's groups, which have no members.
	 * @param fleets says how far groups reach
	 * @param keepsUsers whether connections are found by the names of their users
	 * @param receivers gives what makes receivers of a type
	 * @param resultTimeout how long results of clients may take
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
	 * Makes the groups that the connections of a hub join.
	 * @param serviceName the hub's service name
	 * @param receivers makes the receivers of its clients
	 * @return the groups; there are none before somebody joins one
	 */
	public ManagedGroups ofHub(String serviceName, RemoteProxies receivers) {
		ManagedGroups groups = new ManagedGroups(serviceName, receivers, this.resultTimeout,
				(name) -> this.fleets.ofHub(serviceName, name));
		this.hubs.add(groups);
		return groups;
	}

	/**
	 * What groups there are now.
	 * @return those of hubs and those of the application, over live views
	 */
	public Stream<GroupState> states() {
		return Stream.concat(this.hubs.stream().flatMap(ManagedGroups::states), this.application.states());
	}

	/**
	 * Asks how many members a group has on all servers.
	 * @param group the group, as it was told
	 * @return completes with the same group and that number, or without it if that is not
	 * known
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
	 * What tells other servers of the users of a hub, where each may have one connection.
	 * @param serviceName the hub's service name
	 * @return a new one; {@code null} if the groups of the hub are of this server alone
	 */
	public @Nullable RemoteUsers usersOf(String serviceName) {
		return this.fleets.ofHubUsers(serviceName);
	}

	/**
	 * A client is connected: if it is a user, its user's calls reach it from now on.
	 * @param member its connection
	 */
	public void connected(GroupMember member) {
		this.users.connected(member);
	}

}
