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
 * @param peer the client's address, if there is one
 * @param principal the name of the client's principal, if it is known
 * @param ageMillis the time since it started or, if it is closed, how long it lasted
 * @param idleMillis the time since the last message of the client was read
 * @param heartbeat its heartbeat
 * @param attributes the application's attributes, as text after {@link #show};
 * {@code null} if it is closed
 * @param end its end; {@code null} if it is open
 */
record ConnectionDescriptor(UUID id, String hub, @Nullable String peer, @Nullable String principal, double ageMillis,
		double idleMillis, HeartbeatDescriptor heartbeat, @Nullable Map<String, Object> attributes, @Nullable End end) {

	/** Replaces hidden values, as in all of Boot's endpoints. */
	private static final String MASK = "******";

	static ConnectionDescriptor of(ServerConnection connection, @Nullable End end) {
		return of(connection, connection.age(), connection.idle(), end);
	}

	/** Creates a descriptor with the same times that are used for sorting. */
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
	 * Converts the descriptor for output. The {@code toString} methods of attributes are
	 * only called here.
	 * @param allowed whether the reader may see personal values
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
		catch (RuntimeException | StackOverflowError ex) { // toString() of the
															// application failed
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
