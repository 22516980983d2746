package io.github.magiconion4j.server;

import java.util.IdentityHashMap;
import java.util.Optional;

import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.protocol.GroupNames;
import org.jspecify.annotations.Nullable;

/**
 * Which groups of a server reach other servers, and over what. Thread-safe.
 */
final class Fleets {

	private final StreamingHubServer server;

	private final GroupSettings settings;

	private final IdentityHashMap<GroupBackplane, Fleet> byBackplane = new IdentityHashMap<>();

	Fleets(StreamingHubServer server, GroupSettings settings) {
		this.server = server;
		this.settings = settings;
	}

	/**
	 * The channel of a hub's group.
	 * @return the channel; {@code null} if the group is of this server alone
	 * @throws IllegalArgumentException if no channel can have this name
	 */
	@Nullable GroupChannel ofHub(String serviceName, String name) {
		GroupBackplane backplane = this.settings.hubs()
			.getOrDefault(serviceName, Optional.ofNullable(this.settings.backplane()))
			.orElse(null);
		return (backplane != null)
				? fleet(backplane).channel(GroupNames.ofHub(serviceName, this.settings.connectMethod(), name)) : null;
	}

	/**
	 * The channel of a group that the application manages.
	 * @return the channel; {@code null} if the group is of this server alone
	 * @throws IllegalArgumentException if no channel can have this name
	 */
	@Nullable GroupChannel ofApplication(Object key) {
		GroupBackplane backplane = this.settings.backplane();
		if (backplane == null || !(key instanceof String name)) {
			return null;
		}
		if (name.contains("/" + this.settings.connectMethod() + "/")) {
			throw new IllegalArgumentException("A group of a hub has such a name");
		}
		return fleet(backplane).channel(name);
	}

	/**
	 * The channel of the users whose hubs have a receiver.
	 * @return the channel; {@code null} if they are on this server alone
	 */
	@Nullable GroupChannel ofUsers(Class<?> receiver) {
		GroupBackplane backplane = this.settings.backplane();
		return (backplane != null) ? fleet(backplane).channel("MagicOnion4j.Users/" + receiver.getName()) : null;
	}

	private synchronized Fleet fleet(GroupBackplane backplane) {
		return this.byBackplane.computeIfAbsent(backplane, (absent) -> Fleet.of(this.server, backplane, this.settings));
	}

}
