package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.magiconion4j.autoconfigure.HubConfigurationException;
import io.github.magiconion4j.protocol.GroupNames;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Groups across servers.
 *
 * @param backplane Backplane that connects the groups of this server with those of
 * others. A bean of type GroupBackplane has the same effect.
 * @param prefix Common prefix of the fleet's channel names on Redis.
 * @param connectMethod Middle part of the names of hubs' groups; must match the C#
 * servers of the fleet.
 * @param joinTimeout How long a connection may take to join a group over the backplane.
 * @param maxMessageSize Maximum size of a message to other servers; NATS has a limit of
 * its own.
 * @param maxUnsentBytes Maximum number of bytes that may wait to be sent to the
 * backplane.
 * @param patience How long the backplane may be silent before it counts as down.
 * @param users Whether connections can be found by the names of their users, on all
 * servers.
 * @param presence Whether to keep the members of all servers' groups in Redis.
 * @param presenceLease How long the members of a killed server still count.
 * @param hubs Settings of single hubs, by service name.
 * @param redis Settings of the Redis backplane.
 * @param nats Connection to NATS, if the application has no bean of type Connection.
 */
@ConfigurationProperties(GroupsProperties.PREFIX)
record GroupsProperties(@DefaultValue("none") Kind backplane, @DefaultValue("") String prefix,
		@DefaultValue(GroupNames.CONNECT_METHOD) String connectMethod, @DefaultValue("5s") Duration joinTimeout,
		@DefaultValue("1MB") DataSize maxMessageSize, @DefaultValue("16MB") DataSize maxUnsentBytes,
		@DefaultValue("5s") Duration patience, @DefaultValue("false") boolean users,
		@DefaultValue("false") boolean presence, @DefaultValue("15s") Duration presenceLease,
		@DefaultValue Map<String, Hub> hubs, @DefaultValue Redis redis, @DefaultValue Nats nats) {

	static final String PREFIX = "magiconion.streaming-hub.groups";

	GroupsProperties {
		require("join-timeout", joinTimeout, !joinTimeout.isNegative() && !joinTimeout.isZero(), "more than 0");
		require("max-message-size", maxMessageSize, isInRange(maxMessageSize), "between 1KB and 512MB");
		require("max-unsent-bytes", maxUnsentBytes, maxUnsentBytes.toBytes() >= 1024, "at least 1KB");
		require("patience", patience, patience.compareTo(Duration.ofSeconds(2)) >= 0, "at least 2s");
		require("presence-lease", presenceLease, presenceLease.compareTo(Duration.ofSeconds(3)) >= 0, "at least 3s");
		refuse(presence && !kinds(backplane, hubs).contains(Kind.REDIS), "presence is set, but no backplane is Redis.",
				"Only Redis supports presence. Remove it, or set " + PREFIX + ".backplane to redis.");
		refuse(presence && kinds(backplane, hubs).contains(Kind.NATS), "presence is set, but a backplane is NATS.",
				"Only Redis supports presence. Remove it, or use Redis for all groups.");
		refuse(!prefix.isEmpty() && !kinds(backplane, hubs).contains(Kind.REDIS),
				"prefix is set, but no backplane is Redis.",
				"Only Redis supports a prefix. Remove it, or set " + PREFIX + ".backplane to redis.");
		refuse(redis.sharded() && !kinds(backplane, hubs).contains(Kind.REDIS),
				"redis.sharded is set, but no backplane is Redis.",
				"Remove it, or set " + PREFIX + ".backplane to redis.");
		refuse(nats.token() != null && nats.username() != null, "nats.token and nats.username are both set.",
				"Remove one of them.");
		refuse(nats.password() != null && nats.username() == null, "nats.password is set, but nats.username is not.",
				"Set both, or none.");
	}

	private static boolean isInRange(DataSize size) {
		return size.compareTo(DataSize.ofKilobytes(1)) >= 0 && size.compareTo(DataSize.ofMegabytes(512)) <= 0;
	}

	private static void require(String name, Object value, boolean valid, String range) {
		refuse(!valid, name + " is " + value + ", but it must be " + range + ".",
				"Set it to " + range + ", or remove it to use the default.");
	}

	private static void refuse(boolean wrong, String what, String cure) {
		if (wrong) {
			throw new HubConfigurationException(PREFIX + "." + what, cure);
		}
	}

	/** All kinds of backplanes that are configured. */
	Set<Kind> kinds() {
		return kinds(this.backplane, this.hubs);
	}

	/** The property that names a configured kind, and its value. */
	String property(Kind kind) {
		String name = this.hubs.entrySet()
			.stream()
			.filter((hub) -> this.backplane != kind && hub.getValue().backplane() == kind)
			.map((hub) -> PREFIX + ".hubs." + hub.getKey() + ".backplane")
			.findFirst()
			.orElse(HubBackplanes.PROPERTY);
		return name + " is " + kind.name().toLowerCase(Locale.ROOT);
	}

	private static Set<Kind> kinds(Kind backplane, Map<String, Hub> hubs) {
		Set<Kind> kinds = EnumSet.of(backplane);
		hubs.values().forEach((hub) -> kinds.add(hub.backplane()));
		return kinds;
	}

	/**
	 * Settings of one hub.
	 *
	 * @param backplane Backplane of this hub's groups.
	 */
	record Hub(@DefaultValue("none") Kind backplane) {

	}

	/**
	 * The kinds of backplanes.
	 */
	enum Kind {

		/** Groups of this server only. */
		NONE,

		/** Redis, configured by spring.data.redis. */
		REDIS,

		/** NATS. */
		NATS

	}

	/**
	 * Redis.
	 *
	 * @param sharded Whether groups go over sharded publish and subscribe, as all servers
	 * of the fleet must. In a cluster each message then goes to one shard alone.
	 */
	record Redis(@DefaultValue("false") boolean sharded) {

	}

	/**
	 * The connection to NATS, if the application has none of its own.
	 *
	 * @param servers Addresses of the NATS servers.
	 * @param username User name.
	 * @param password Password of the user.
	 * @param token Token, as an alternative to a user.
	 */
	record Nats(@DefaultValue("nats://localhost:4222") List<String> servers, @Nullable String username,
			@Nullable String password, @Nullable String token) {

	}

}
