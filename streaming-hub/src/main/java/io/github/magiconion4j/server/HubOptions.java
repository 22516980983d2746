package io.github.magiconion4j.server;

import java.util.Objects;

import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.serialization.HubSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Options of a single hub. Immutable.
 *
 * @param sameUser what happens when a user connects again
 * @param serializer writes and reads arguments and results; {@code null} for the server's
 * serializer. Hubs with the same receiver type share groups, so they must have the same
 * serializer
 */
public record HubOptions(SameUserPolicy sameUser, @Nullable HubSerializer serializer) {

	/** Any number of connections per user; the server's serializer. */
	public static final HubOptions DEFAULTS = new HubOptions(SameUserPolicy.ALLOW, null);

	/**
	 * The same options, but for one.
	 * @param policy what happens when a user connects again
	 * @return a copy
	 */
	public HubOptions withSameUser(SameUserPolicy policy) {
		return new HubOptions(Objects.requireNonNull(policy, "policy"), this.serializer);
	}

	/**
	 * The same options, but for one.
	 * @param bodies writes and reads arguments and results
	 * @return a copy
	 */
	public HubOptions withSerializer(HubSerializer bodies) {
		return new HubOptions(this.sameUser, Objects.requireNonNull(bodies, "bodies"));
	}

}
