package io.github.magiconion4j.internal.groups;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.protocol.GroupNames;
import org.jspecify.annotations.Nullable;

/**
 * Which groups of a server reach other servers, and over what. Thread-safe.
 */
public final class Fleets {

	private final @Nullable GroupBackplane backplane;

	private final Map<String, Optional<GroupBackplane>> hubs;

	private final String connectMethod;

	private final Function<GroupBackplane, Fleet> maker;

	private final IdentityHashMap<GroupBackplane, Fleet> byBackplane = new IdentityHashMap<>();

	/**
	 * Says how far groups reach.
	 * @param backplane connects the groups of this server with those of others;
	 * {@code null} for none
	 * @param hubs the backplanes of the groups of single hubs, by service name, where it
	 * is another; empty for none
	 * @param connectMethod the middle part of the names of hubs' groups
	 * @param maker gives the servers that a backplane connects; asked once for each
	 */
	public Fleets(@Nullable GroupBackplane backplane, Map<String, Optional<GroupBackplane>> hubs, String connectMethod,
			Function<GroupBackplane, Fleet> maker) {
		this.backplane = backplane;
		this.hubs = hubs;
		this.connectMethod = connectMethod;
		this.maker = maker;
	}

	/**
	 * The channel of a hub's group.
	 * @return the channel; {@code null} if the group is of this server alone
	 * @throws IllegalArgumentException if no channel can have this name
	 */
	@Nullable GroupChannel ofHub(String serviceName, String name) {
		GroupBackplane used = backplane(serviceName);
		return (used != null) ? fleet(used).channel(GroupNames.ofHub(serviceName, this.connectMethod, name)) : null;
	}

	/**
	 * The channel of a group that the application manages.
	 * @return the channel; {@code null} if the group is of this server alone
	 * @throws IllegalArgumentException if no channel can have this name
	 */
	@Nullable GroupChannel ofApplication(Object key) {
		GroupBackplane used = this.backplane;
		if (used == null || !(key instanceof String name)) {
			return null;
		}
		if (name.contains("/" + this.connectMethod + "/")) {
			throw new IllegalArgumentException("A group of a hub has such a name");
		}
		return fleet(used).channel(name);
	}

	/**
	 * The channel of the users whose hubs have a receiver.
	 * @return the channel; {@code null} if they are on this server alone
	 */
	@Nullable GroupChannel ofUsers(Class<?> receiver) {
		GroupBackplane used = this.backplane;
		return (used != null) ? fleet(used).channelWithoutPresence("MagicOnion4j.Users/" + receiver.getName()) : null;
	}

	/**
	 * What tells other servers of the users of a hub, where each may have one connection.
	 * @return the channel; {@code null} if the hub is of this server alone
	 */
	@Nullable RemoteUsers ofHubUsers(String serviceName) {
		GroupBackplane used = backplane(serviceName);
		return (used != null) ? new RemoteUsers(fleet(used), "MagicOnion4j.SameUser/" + serviceName) : null;
	}

	private @Nullable GroupBackplane backplane(String serviceName) {
		return this.hubs.getOrDefault(serviceName, Optional.ofNullable(this.backplane)).orElse(null);
	}

	private synchronized Fleet fleet(GroupBackplane used) {
		return this.byBackplane.computeIfAbsent(used, this.maker);
	}

}
