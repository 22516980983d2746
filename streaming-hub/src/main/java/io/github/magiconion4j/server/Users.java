package io.github.magiconion4j.server;

import java.security.Principal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a hub, where each may have one connection. Of connections that come at the
 * same moment one is left, since each takes its user's place in one atomic step.
 * Thread-safe.
 */
final class Users {

	private static final Logger logger = LoggerFactory.getLogger(Users.class);

	private final SameUserPolicy policy;

	/** By the name of the user. */
	private final ConcurrentMap<String, Connection> connected = new ConcurrentHashMap<>();

	Users(SameUserPolicy policy) {
		this.policy = policy;
	}

	/**
	 * Takes the place of the connection's user. If another connection has it, one of the
	 * two ends.
	 */
	void enter(Connection connection) throws InterruptedException {
		String name = (this.policy != SameUserPolicy.ALLOW) ? name(connection) : null;
		if (name == null) {
			return;
		}
		if (this.policy == SameUserPolicy.REFUSE) {
			refuseSecond(name, connection);
		}
		else {
			kickFirst(name, connection);
		}
		if (connection.hasEnded()) { // perhaps it has left before it entered
			this.connected.remove(name, connection);
		}
	}

	/** The connection has ended. */
	void leave(Connection connection) {
		String name = (this.policy != SameUserPolicy.ALLOW) ? name(connection) : null;
		if (name != null) {
			this.connected.remove(name, connection);
		}
	}

	private void refuseSecond(String name, Connection connection) {
		Connection first = this.connected.compute(name,
				(user, other) -> (other == null || other.hasEnded()) ? connection : other);
		if (first != connection) {
			String text = "you are connected to " + connection.serviceName() + " already";
			connection.end(DisconnectReason.of(DisconnectReason.Type.ALREADY_CONNECTED, text),
					Status.ALREADY_EXISTS.withDescription(text));
		}
	}

	private void kickFirst(String name, Connection connection) throws InterruptedException {
		Connection first = this.connected.put(name, connection);
		if (first == null) {
			return;
		}
		String text = "you have connected to " + connection.serviceName() + " again, which ends this connection";
		first.end(DisconnectReason.of(DisconnectReason.Type.REPLACED, text), Status.ABORTED.withDescription(text));
		try { // what both hubs do about their user happens in this order
			first.disconnected().get(2 * Termination.GRACE_NANOS, TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("{} takes its time to end", first, ex);
		}
	}

	private static @Nullable String name(Connection connection) {
		Principal principal = connection.principal();
		return (principal != null) ? principal.getName() : null;
	}

}
