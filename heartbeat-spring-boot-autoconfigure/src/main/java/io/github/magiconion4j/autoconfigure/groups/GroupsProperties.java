package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.List;

import io.github.magiconion4j.protocol.GroupNames;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Groups that span servers.
 *
 * @param backplane What connects the groups of this server with those of others. A bean
 * of the type GroupBackplane does so, too.
 * @param prefix What all servers of the fleet put before the names of groups, on Redis.
 * @param connectMethod Middle part of the names of hubs' groups, as the C# servers of the
 * fleet write it.
 * @param joinTimeout How long it may take until a connection has joined a group of other
 * servers.
 * @param maxMessageSize How large a message to other servers may be; NATS has its own
 * limit.
 * @param maxUnsentBytes How many bytes may wait to be sent to the backplane.
 * @param patience How long the backplane may be silent before it counts as down.
 * @param nats NATS, where the application has no bean of the type Connection.
 */
@ConfigurationProperties(GroupsProperties.PREFIX)
record GroupsProperties(@DefaultValue("none") Kind backplane, @DefaultValue("") String prefix,
		@DefaultValue(GroupNames.CONNECT_METHOD) String connectMethod, @DefaultValue("5s") Duration joinTimeout,
		@DefaultValue("1MB") DataSize maxMessageSize, @DefaultValue("16MB") DataSize maxUnsentBytes,
		@DefaultValue("5s") Duration patience, @DefaultValue Nats nats) {

	static final String PREFIX = "magiconion.streaming-hub.groups";

	/**
	 * What connects servers.
	 */
	enum Kind {

		/** Groups end at the edge of this server. */
		NONE,

		/** Redis, as spring.data.redis says. */
		REDIS,

		/** NATS. */
		NATS

	}

	/**
	 * NATS, where the application has no connection of its own.
	 *
	 * @param servers Addresses of the NATS servers.
	 * @param username User name. Unset: none.
	 * @param password Password of the user.
	 * @param token Token, in place of a user. Unset: none.
	 */
	record Nats(@DefaultValue("nats://localhost:4222") List<String> servers, @Nullable String username,
			@Nullable String password, @Nullable String token) {

	}

}
