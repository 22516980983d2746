package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.protocol.GroupNames;
import org.jspecify.annotations.Nullable;

/**
 * How the groups of a server are connected to those of other servers. Immutable.
 *
 * @param backplane connects the groups with those of other servers; {@code null} for
 * groups of this server only
 * @param hubs overrides the backplane of single hubs, by service name in any case; an
 * empty value for groups of this server only
 * @param connectMethod the middle part of the names of hubs' groups, which must be the
 * same on all servers
 * @param joinTimeout how long a connection may take to join a group over the backplane;
 * more than zero
 * @param users whether connections can be found by the names of their users
 * @param listeners creates the listener of a backplane; called once for each backplane
 */
public record GroupSettings(@Nullable GroupBackplane backplane, Map<String, Optional<GroupBackplane>> hubs,
		String connectMethod, Duration joinTimeout, boolean users,
		Function<GroupBackplane, BackplaneListener> listeners) {

	/** Groups of this server only; 5 seconds to join a group over a backplane. */
	public static final GroupSettings DEFAULTS = new GroupSettings(null, Map.of(), GroupNames.CONNECT_METHOD,
			Duration.ofSeconds(5), false, (backplane) -> BackplaneListener.NONE);

	/**
	 * Creates settings with a copy of the map.
	 * @param backplane connects the groups with those of other servers
	 * @param hubs the backplanes of the groups of single hubs
	 * @param connectMethod the middle part of the names of hubs' groups
	 * @param joinTimeout how long a join may take
	 * @param users whether connections are found by the names of their users
	 * @param listeners creates the listener of a backplane
	 * @throws IllegalArgumentException if the timeout is not more than zero
	 */
	public GroupSettings {
		hubs = Collections.unmodifiableMap(byName(hubs));
		if (joinTimeout.isNegative() || joinTimeout.isZero()) {
			throw new IllegalArgumentException("The join timeout is " + joinTimeout + ", but it must be more than 0");
		}
	}

	private static Map<String, Optional<GroupBackplane>> byName(Map<String, Optional<GroupBackplane>> hubs) {
		Map<String, Optional<GroupBackplane>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.putAll(hubs);
		return all;
	}

	/**
	 * All backplanes, including those of single hubs.
	 * @return each backplane once
	 */
	public Collection<GroupBackplane> backplanes() {
		Set<GroupBackplane> all = Collections.newSetFromMap(new IdentityHashMap<>());
		if (this.backplane != null) {
			all.add(this.backplane);
		}
		this.hubs.values().forEach((own) -> own.ifPresent(all::add));
		return all;
	}

	/**
	 * The same settings, but for one.
	 * @param backplane connects the groups with those of other servers
	 * @return a copy
	 */
	public GroupSettings withBackplane(@Nullable GroupBackplane backplane) {
		return new GroupSettings(backplane, this.hubs, this.connectMethod, this.joinTimeout, this.users,
				this.listeners);
	}

	/**
	 * The same settings, but for the groups of one hub.
	 * @param serviceName the service name of the hub, in any case
	 * @param backplane connects its groups; {@code null} keeps them in this server
	 * @return a copy
	 */
	public GroupSettings withHub(String serviceName, @Nullable GroupBackplane backplane) {
		Map<String, Optional<GroupBackplane>> all = byName(this.hubs);
		all.put(serviceName, Optional.ofNullable(backplane));
		return new GroupSettings(this.backplane, all, this.connectMethod, this.joinTimeout, this.users, this.listeners);
	}

	/**
	 * The same settings, but for one.
	 * @param connectMethod the middle part of the names of hubs' groups
	 * @return a copy
	 */
	public GroupSettings withConnectMethod(String connectMethod) {
		return new GroupSettings(this.backplane, this.hubs, connectMethod, this.joinTimeout, this.users,
				this.listeners);
	}

	/**
	 * The same settings, but for one.
	 * @param joinTimeout how long a join may take
	 * @return a copy
	 */
	public GroupSettings withJoinTimeout(Duration joinTimeout) {
		return new GroupSettings(this.backplane, this.hubs, this.connectMethod, joinTimeout, this.users,
				this.listeners);
	}

	/**
	 * The same settings, but for one.
	 * @param users whether connections are found by the names of their users
	 * @return a copy
	 */
	public GroupSettings withUsers(boolean users) {
		return new GroupSettings(this.backplane, this.hubs, this.connectMethod, this.joinTimeout, users,
				this.listeners);
	}

	/**
	 * The same settings, but for one.
	 * @param listeners creates the listener of a backplane
	 * @return a copy
	 */
	public GroupSettings withListeners(Function<GroupBackplane, BackplaneListener> listeners) {
		return new GroupSettings(this.backplane, this.hubs, this.connectMethod, this.joinTimeout, this.users,
				listeners);
	}

}
