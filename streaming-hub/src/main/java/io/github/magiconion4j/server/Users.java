package io.github.magiconion4j.server;

import java.security.Principal;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.internal.groups.RemoteUsers;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a hub, where each may have one connection. Of connections that come at the
 * same moment one is left, since each takes its user's place in one atomic step; between
 * servers, since all of them hear of all connections in one order. Thread-safe.
 */
final class Users implements RemoteUsers.Listener {

	private static final Logger logger = LoggerFactory.getLogger(Users.class);

	private final SameUserPolicy policy;

	private final @Nullable RemoteUsers remote;

	/** By the name of the user. */
	private final ConcurrentMap<String, Session> connected = new ConcurrentHashMap<>();

	/** Held while a connection takes its place and is announced; nothing waits then. */
	private final Object announcing = new Object();

	/**
	 * Makes them without a connection.
	 * @param policy what happens when a user connects again
	 * @param remote tells other servers of connections that replace older ones;
	 * {@code null} for none
	 */
	Users(SameUserPolicy policy, @Nullable RemoteUsers remote) {
		this.policy = policy;
		this.remote = remote;
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
			leave(name, connection);
		}
	}

	/** The connection has ended. */
	void leave(Connection connection) {
		String name = (this.policy != SameUserPolicy.ALLOW) ? name(connection) : null;
		if (name != null) {
			leave(name, connection);
		}
	}

	private void leave(String name, Connection connection) {
		this.connected.computeIfPresent(name, (user, known) -> known.connection.equals(connection) ? null : known);
	}

	private void refuseSecond(String name, Connection connection) {
		Session session = new Session(connection);
		Session first = this.connected.compute(name,
				(user, other) -> (other == null || other.connection.hasEnded()) ? session : other);
		if (!first.equals(session)) {
			String text = "you are connected to " + connection.serviceName() + " already";
			connection.end(DisconnectReason.of(DisconnectReason.Type.ALREADY_CONNECTED, text),
					Status.ALREADY_EXISTS.withDescription(text));
		}
	}

	private void kickFirst(String name, Connection connection) throws InterruptedException {
		Session first = take(name, new Session(connection));
		if (first == null) {
			return;
		}
		first.replaced();
		try { // what both hubs do about their user happens in this order
			first.connection.disconnected().get(2 * Termination.GRACE_NANOS, TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("{} takes its time to end", first.connection, ex);
		}
	}

	/**
	 * Other servers hear of connections in the order in which they replace each other.
	 */
	private @Nullable Session take(String name, Session session) {
		if (this.remote == null) {
			return this.connected.put(name, session);
		}
		this.remote.open(this);
		synchronized (this.announcing) {
			Session first = this.connected.put(name, session);
			announce(this.remote, name, session);
			return first;
		}
	}

	private static void announce(RemoteUsers remote, String name, Session session) {
		if (!session.announced && session.sent.compareAndSet(false, true)
				&& !remote.announce(name, session.connection.connectionId())) {
			session.sent.set(false); // until the backplane is there
		}
	}

	// --- what other servers say

	/** A connection that has not been heard of itself is newer than this one. */
	@Override
	public void connected(String name, UUID connectionId) {
		Session known = this.connected.get(name);
		if (known == null) {
			return;
		}
		if (known.connection.connectionId().equals(connectionId)) {
			known.announced = true;
		}
		else if (known.announced) {
			known.replaced();
		}
	}

	@Override
	public void reachable(RemoteUsers others) {
		synchronized (this.announcing) {
			this.connected.forEach((name, session) -> announce(others, name, session));
		}
	}

	@Override
	public void unreachable() {
		this.connected.values().forEach((session) -> session.sent.set(false));
	}

	private static @Nullable String name(Connection connection) {
		Principal principal = connection.principal();
		return (principal != null) ? principal.getName() : null;
	}

	/** The connection that a user has. */
	private static final class Session {

		private final Connection connection;

		/** Whether it is on its way to other servers. */
		private final AtomicBoolean sent = new AtomicBoolean();

		/** Whether all servers have heard of it, this one included. */
		private volatile boolean announced;

		Session(Connection connection) {
			this.connection = connection;
		}

		void replaced() {
			String text = "you have connected to " + this.connection.serviceName()
					+ " again, which ends this connection";
			this.connection.end(DisconnectReason.of(DisconnectReason.Type.REPLACED, text),
					Status.ABORTED.withDescription(text));
		}

	}

}
