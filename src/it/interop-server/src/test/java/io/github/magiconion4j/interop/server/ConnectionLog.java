package io.github.magiconion4j.interop.server;

import java.util.List;
import java.util.Set;

/**
 * The log lines of a server's interop hub about connections that start after the creation
 * of this object.
 */
final class ConnectionLog {

	private final HubLog log;

	private final Set<String> before;

	ConnectionLog(ServerProcess server) {
		this.log = new HubLog(server);
		this.before = Set.copyOf(this.log.connected());
	}

	/** The ids of the connections, in order. */
	List<String> connected() {
		return this.log.connected().stream().filter((id) -> !this.before.contains(id)).toList();
	}

	/** The ends of connections, each as {@code ID timeout=True} or {@code False}. */
	List<String> disconnected() {
		return this.log.disconnected()
			.stream()
			.filter((end) -> !this.before.contains(end.connectionId()))
			.map((end) -> end.connectionId() + " timeout=" + (end.timeout() ? "True" : "False"))
			.toList();
	}

}
