package io.github.magiconion4j.interop.server;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server's interop hub writes of the connections that are begun after this.
 */
final class ConnectionLog {

	private static final Pattern CONNECTED = Pattern.compile("(?m)^\\d+ connected (\\S{36})$");

	private static final Pattern DISCONNECTED = Pattern.compile("(?m)^\\d+ disconnected (\\S{36} timeout=\\w+)$");

	private static final int ID_LENGTH = 36;

	private final ServerProcess server;

	private final Set<String> before;

	ConnectionLog(ServerProcess server) {
		this.server = server;
		this.before = Set.copyOf(all(CONNECTED));
	}

	/** The connections' ids, in their order. */
	List<String> connected() {
		return since(CONNECTED);
	}

	/** The ends of connections, each as {@code ID timeout=True} or {@code False}. */
	List<String> disconnected() {
		return since(DISCONNECTED);
	}

	private List<String> since(Pattern pattern) {
		return all(pattern).stream().filter((event) -> !this.before.contains(event.substring(0, ID_LENGTH))).toList();
	}

	private List<String> all(Pattern pattern) {
		return pattern.matcher(this.server.output()).results().map((result) -> result.group(1)).toList();
	}

}
