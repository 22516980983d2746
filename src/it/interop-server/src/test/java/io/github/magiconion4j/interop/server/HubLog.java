package io.github.magiconion4j.interop.server;

import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The log lines of a server's hubs so far.
 */
final class HubLog {

	private static final Pattern CONNECTED = Pattern.compile("^\\d+ connected (\\S+)$", Pattern.MULTILINE);

	private static final Pattern DISCONNECTED = Pattern.compile("^(\\d+) disconnected (\\S+) timeout=(True|False)$",
			Pattern.MULTILINE);

	private final ServerProcess server;

	HubLog(ServerProcess server) {
		this.server = server;
	}

	/** The ids of all connections. */
	List<String> connected() {
		return CONNECTED.matcher(this.server.process().output()).results().map((line) -> line.group(1)).toList();
	}

	List<Disconnected> disconnected() {
		return DISCONNECTED.matcher(this.server.process().output()).results().map(Disconnected::of).toList();
	}

	/** The logged ends of one connection. */
	List<Disconnected> disconnected(String connectionId) {
		return disconnected().stream().filter((line) -> line.connectionId().equals(connectionId)).toList();
	}

	/**
	 * The end of a connection.
	 *
	 * @param at when
	 * @param connectionId its id
	 * @param timeout whether it ended because of a heartbeat timeout
	 */
	record Disconnected(Instant at, String connectionId, boolean timeout) {

		private static Disconnected of(MatchResult line) {
			return new Disconnected(Instant.ofEpochMilli(Long.parseLong(line.group(1))), line.group(2),
					"True".equals(line.group(3)));
		}

	}

}
