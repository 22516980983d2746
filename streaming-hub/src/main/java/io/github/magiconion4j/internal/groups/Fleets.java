package io.github.magiconion4j.internal.groups;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.protocol.GroupNames;
import org.jspecify.annotations.Nullable;

/**
 * Decides which groups of a server are connected to other servers, and by which
 * backplane. Thread-safe.
 */
public final class Fleets {

	private final @Nullable GroupBackplane backplane;

	private final Map<String, Optional<GroupBackplane>> hubs;

	private final String connectMethod;

	private final Function<GroupBackplane, Fleet> maker;

	private final IdentityHashMap<GroupBackplane, Fleet> byBackplane = new IdentityHashMap<>();

	/**
	 * Creates it from settings.
	 * @param backplane connects the groups of this server with those of others;
	 * {@code null} for none
	 * @param hubs overrides the backplane of single hubs, by service name; an empty value
	 * for none
	 * @param connectMethod the middle part of the names of hubs' groups
	 * @param maker creates the view of a backplane's servers; called once for each
	 * backplane
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
	 * @return the channel; {@code null} for a group of this server only
	 * @throws IllegalArgumentException if no channel can have this name
	 */
	@Nullable GroupChannel ofHub(String serviceName, String name) {
		GroupBackplane used = backplane(serviceName);
		return (used != null) ? fleet(used).channel(GroupNames.ofHub(serviceName, this.connectMethod, name)) : null;
	}

	/**
	 * The channel of a group that the application manages.
	 * @return the channel; {@code null} for a group of this server only
	 * @throws IllegalArgumentException if no channel can have this name
	 */
	@Nullable GroupChannel ofApplication(Object key) {
		GroupBackplane used = this.backplane;
		if (used == null || !(key instanceof String name)) {
			return null;
		}
		if (name.contains("/" + this.connectMethod + "/")) {
			throw new IllegalArgumentException("The name of the group is reserved for groups of hubs");
		}
		return fleet(used).channel(name);
	}

	/**
	 * The channel of the users of all hubs with a given receiver type.
	 * @return the channel; {@code null} without a backplane
	 */
	@Nullable GroupChannel ofUsers(Class<?> receiver) {
		GroupBackplane used = this.backplane;
		return (used != null) ? fleet(used).channelWithoutPresence("MagicOnion4j.Users/" + receiver.getName()) : null;
	}

	/**
	 * Announces the users of a hub that allows one connection per user.
	 * @return the announcer; {@code null} if the hub has no backplane
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
