package io.github.magiconion4j.protocol;

import java.nio.charset.StandardCharsets;

/**
 * The names of groups in a fleet of MagicOnion servers, and of their channels on a
 * backplane. A group that the application manages has the name that the application gave
 * it.
 */
public final class GroupNames {

	/**
	 * The middle part of the name of a hub's group: the C# name of the connect method in
	 * MagicOnion 7.10. It may differ in other versions.
	 */
	public static final String CONNECT_METHOD = "MagicOnion.Server.Internal.IStreamingHubBase.Connect";

	private static final int MAX_SUBJECT_BYTES = 2048;

	private GroupNames() {
	}

	/**
	 * The name of a hub's group.
	 * @param serviceName the service name of the hub
	 * @param connectMethod the middle part, such as {@link #CONNECT_METHOD}
	 * @param name the name by which the hub joins the group
	 * @return the name in the fleet
	 */
	public static String ofHub(String serviceName, String connectMethod, String name) {
		return serviceName + "/" + connectMethod + "/" + name;
	}

	/**
	 * The Redis channel of a group.
	 * @param prefix the common prefix of all servers of the fleet, which may be empty
	 * @param group the name of the group
	 * @return the channel, for SUBSCRIBE or SSUBSCRIBE
	 */
	public static String redisChannel(String prefix, String group) {
		return "Multicaster.Group?name=" + prefix + group;
	}

	/**
	 * The NATS subject of a group.
	 * @param group the name of the group
	 * @return the subject
	 * @throws IllegalArgumentException if the name is not valid in a NATS subject: it has
	 * whitespace or a control character, a part between dots that is empty, {@code *} or
	 * {@code >}, or the subject is longer than 2048 bytes
	 */
	public static String natsSubject(String group) {
		String subject = "Multicaster.Group/" + group;
		if (subject.chars().anyMatch((c) -> Character.isWhitespace(c) || Character.isISOControl(c))) {
			throw unfit("has a blank or a control character");
		}
		for (String part : subject.split("\\.", -1)) {
			if (part.isEmpty() || part.equals("*") || part.equals(">")) {
				throw unfit("has a token between dots that is empty, * or >");
			}
		}
		if (subject.getBytes(StandardCharsets.UTF_8).length > MAX_SUBJECT_BYTES) {
			throw unfit("is longer than " + MAX_SUBJECT_BYTES + " bytes");
		}
		return subject;
	}

	private static IllegalArgumentException unfit(String problem) {
		return new IllegalArgumentException("The name of the group cannot be a NATS subject: it " + problem);
	}

}
