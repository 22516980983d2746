package io.github.magiconion4j.hub;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a group, for monitoring.
 *
 * @param hub the service name of the hub whose connections have joined it; {@code null}
 * for a group that the application manages
 * @param name its name
 * @param backplane the name of the backplane that connects it with other servers;
 * {@code null} if it exists on this server only
 * @param members the number of members on this server
 * @param membersEverywhere how many it has on all servers; {@code null} if that was not
 * asked, or is not known
 */
public record GroupState(@Nullable String hub, String name, @Nullable String backplane, int members,
		@Nullable Integer membersEverywhere) {

}
