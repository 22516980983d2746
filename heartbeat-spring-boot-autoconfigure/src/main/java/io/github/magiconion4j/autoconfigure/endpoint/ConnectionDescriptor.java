package io.github.magiconion4j.autoconfigure.endpoint;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.internal.text.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the endpoint shows it. Durations are milliseconds, times are in ISO
 * 8601.
 *
 * @param id its id
 * @param hub the service name of its hub
 * @param peer the client's address, where there is one
 * @param principal who the client is, if that is known
 * @param ageMillis how long ago it began; how long it lasted, if it is closed
 * @param idleMillis how long ago the last message of the client was read
 * @param heartbeat its heartbeat
 * @param attributes what the application keeps with it, as text once it is {@link #show
 * shown}; {@code null} if it is closed
 * @param end its end; {@code null} if it is open
 */
record ConnectionDescriptor(UUID id, String hub, @Nullable String peer, @Nullable String principal, double ageMillis,
		double idleMillis, HeartbeatDescriptor heartbeat, @Nullable Map<String, Object> attributes, @Nullable End end) {

	/** What stands for a value that is not shown, in all of Boot's endpoints. */
	private static final String MASK = "******";

	static ConnectionDescriptor of(ServerConnection connection, @Nullable End end) {
		return of(connection, connection.age(), connection.idle(), end);
	}

	/** With the times that it is sorted by. */
	static ConnectionDescriptor of(ServerConnection connection, Duration age, Duration idle, @Nullable End end) {
		SocketAddress address = connection.remoteAddress();
		Principal principal = connection.principal();
		return new ConnectionDescriptor(connection.connectionId(), connection.serviceName(),
				(address != null) ? text(address) : null, (principal != null) ? SafeText.of(principal.getName()) : null,
				millis(age), millis(idle), HeartbeatDescriptor.of(connection.heartbeat()),
				(end == null) ? Map.copyOf(connection.attributes()) : null, end);
	}

	private static String text(SocketAddress address) {
		return (address instanceof InetSocketAddress inet) ? inet.getHostString() + ":" + inet.getPort()
				: address.toString();
	}

	/**
	 * The same as it goes out. Only now is the application's {@code toString} called.
	 * @param allowed whether the reader may know what it says of people
	 */
	ConnectionDescriptor show(boolean allowed) {
		Map<String, Object> texts = null;
		if (this.attributes != null) {
			texts = new TreeMap<>(this.attributes);
			texts.replaceAll((name, value) -> allowed ? text(value) : MASK);
		}
		return new ConnectionDescriptor(this.id, this.hub, allowed ? this.peer : mask(this.peer),
				allowed ? this.principal : mask(this.principal), this.ageMillis, this.idleMillis, this.heartbeat, texts,
				this.end);
	}

	private static @Nullable String mask(@Nullable String text) {
		return (text != null) ? MASK : null;
	}

	private static Object text(Object value) {
		if (value instanceof Number || value instanceof Boolean) {
			return value;
		}
		try {
			return SafeText.of(String.valueOf(value.toString()));
		}
		catch (RuntimeException | StackOverflowError ex) { // of the application
			return "toString() threw " + ex.getClass().getName();
		}
	}

	static double millis(Duration duration) {
		return duration.toNanos() / 1e6;
	}

	/**
	 * The end of a connection.
	 *
	 * @param at when
	 * @param reason the name of its type
	 * @param detail what happened, for a person to read
	 */
	record End(String at, String reason, String detail) {

	}

}
