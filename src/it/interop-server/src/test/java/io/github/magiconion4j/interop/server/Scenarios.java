package io.github.magiconion4j.interop.server;

import java.util.List;

/**
 * The scenarios of the peer's client.
 */
final class Scenarios {

	/** The C# server does not pass the last two. */
	static final List<String> NAMES = List.of("connect-and-dispose", "noop", "add", "echo-text", "echo-payload", "null",
			"order-1000", "error-internal", "error-status", "fire-and-forget", "broadcast-group",
			"group-left-on-disconnect", "broadcast-payload", "client-result", "client-result-error", "connection-id",
			"many-hubs-one-channel", "client-heartbeat", "server-heartbeat", "server-sees-acks-and-latency",
			"unregister-stops-heartbeats", "beyond-slow-hub-method-blames-no-client",
			"beyond-first-heartbeats-are-spread");

	private Scenarios() {
	}

}
