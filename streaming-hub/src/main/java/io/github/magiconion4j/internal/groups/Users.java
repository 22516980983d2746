package io.github.magiconion4j.internal.groups;

import java.security.Principal;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces one connection per user of a hub. Of connections that arrive at the same
 * moment exactly one remains: within a server because each takes its user's place in one
 * atomic step, and between servers because all of them agree which one is newer, in
 * whatever order the announcements arrive. Thread-safe.
 */
public final class Users implements RemoteUsers.Listener {

	private static final Logger logger = LoggerFactory.getLogger(Users.class);

	/** The most announcements in a row after the backplane was down. */
	private static final int ANNOUNCEMENTS = 500;

	private final SameUserPolicy policy;

	private final @Nullable RemoteUsers remote;

	private final long endNanos;

	/** By user name. */
	private final ConcurrentMap<String, Session> connected = new ConcurrentHashMap<>();

	private final HybridClock clock;

	/**
	 * Creates an empty set of users.
	 * @param policy what happens when a user connects again
	 * @param remote announces connections to other servers; {@code null} without a
	 * backplane
	 * @param endNanos how long a connection waits for the end of the one that it replaces
	 * @param wallClock tells which connection is newer
	 */
	public Users(SameUserPolicy policy, @Nullable RemoteUsers remote, long endNanos, InstantSource wallClock) {
		this.policy = policy;
		this.remote = remote;
		this.endNanos = endNanos;
		this.clock = new HybridClock(wallClock);
	}

	/**
	 * A client wants to connect.
	 * @return its place in the order of all connections: the higher the newer
	 */
	public long arrive() {
		return this.clock.next();
	}

	/**
	 * Takes the place of the connection's user. If another connection has it already, one
	 * of the two ends, depending on the policy. If the other one ends, this waits until
	 * its hub has been notified, but not for long. Does nothing if the connection has
	 * ended.
	 * @param connection the connection
	 * @param arrival when it arrived
	 * @throws InterruptedException if the thread is interrupted while the other
	 * connection ends
	 */
	public void enter(UserConnection connection, long arrival) throws InterruptedException {
		String name = (this.policy != SameUserPolicy.ALLOW) ? name(connection) : null;
		if (name == null) {
			return;
		}
		if (this.remote != null) {
			this.remote.open(this);
		}
		Session session = new Session(connection, arrival);
		Session now = this.connected.compute(name, (user, known) -> {
			if (!takes(session, known)) {
				return known;
			}
			session.before = known;
			return session;
		});
		if (session.equals(now)) {
			if (this.remote != null) {
				announce(this.remote, name, session);
			}
			Session first = session.before;
			if (first != null) {
				first.replaced();
				awaitEnd(first);
				session.before = null;
			}
		}
		else if (this.policy == SameUserPolicy.KICK) {
			session.replaced();
		}
		else {
			String text = "you are already connected to " + connection.serviceName();
			connection.terminate(DisconnectReason.of(DisconnectReason.Type.ALREADY_CONNECTED, text),
					Status.Code.ALREADY_EXISTS);
		}
	}

	/**
	 * Whether a connection takes the place of its user. One that has ended must not:
	 * nobody would free the place, and it would end a connection that is alive.
	 */
	private boolean takes(Session session, @Nullable Session known) {
		return !session.connection.hasEnded() && (known == null || known.connection.hasEnded()
				|| (this.policy == SameUserPolicy.KICK && session.isNewerThan(known.arrival, known.connectionId())));
	}

	/**
	 * The old hub's onDisconnected runs before the new hub's onConnected. The old
	 * connection may itself still wait for one before it.
	 */
	private void awaitEnd(Session first) throws InterruptedException {
		long deadline = System.nanoTime() + this.endNanos;
		for (Session each = first; each != null; each = each.before) {
			try {
				each.connection.disconnected().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			}
			catch (ExecutionException | TimeoutException ex) {
				logger.debug("{} has not ended in time", each.connection, ex);
			}
		}
	}

	/**
	 * The hub of a connection has been notified of its end.
	 * @param connection the connection
	 */
	public void leave(UserConnection connection) {
		String name = (this.policy != SameUserPolicy.ALLOW) ? name(connection) : null;
		if (name != null) {
			this.connected.computeIfPresent(name, (user, known) -> known.connection.equals(connection) ? null : known);
		}
	}

	/**
	 * Announces a connection, unless it has been announced; later, if the backplane does
	 * not accept it now.
	 */
	private static void announce(RemoteUsers remote, String name, Session session) {
		if (session.isToBeAnnounced() && session.sent.compareAndSet(false, true)
				&& !remote.announce(name, session.connectionId(), session.arrival)) {
			session.sent.set(false); // first: the backplane may accept it at any moment
			remote.later();
		}
	}

	// --- announcements of other servers

	/**
	 * A newer connection replaces this server's. An older one may have taken its place
	 * after it had missed this server's announcement, so that is repeated.
	 */
	@Override
	public boolean connected(RemoteUsers others, String name, UUID connectionId, long arrival) {
		if (!this.clock.heard(arrival)) {
			return false;
		}
		Session known = this.connected.get(name);
		if (known != null) {
			connected(others, name, known, connectionId, arrival);
		}
		return true;
	}

	private static void connected(RemoteUsers others, String name, Session known, UUID connectionId, long arrival) {
		if (known.connectionId().equals(connectionId)) {
			return;
		}
		if (!known.isNewerThan(arrival, connectionId)) {
			known.replaced();
		}
		else {
			known.sent.set(false);
			announce(others, name, known);
		}
	}

	/** Not all at once, which would flood the other servers. */
	@Override
	public void reachable(RemoteUsers others) {
		int left = ANNOUNCEMENTS;
		for (Map.Entry<String, Session> each : this.connected.entrySet()) {
			if (!each.getValue().isToBeAnnounced()) {
				continue;
			}
			if (left == 0) {
				others.later();
				return;
			}
			left--;
			announce(others, each.getKey(), each.getValue());
		}
	}

	/**
	 * All connections are announced again, and servers with newer ones answer, because
	 * this server has missed their announcements.
	 */
	@Override
	public void unreachable() {
		this.connected.values().forEach((session) -> session.sent.set(false));
	}

	private static @Nullable String name(UserConnection connection) {
		Principal principal = connection.principal();
		return (principal != null) ? principal.getName() : null;
	}

	/** The connection of a user. */
	private static final class Session {

		private final UserConnection connection;

		private final long arrival;

		/** Whether the announcement has been published, and need not be repeated. */
		private final AtomicBoolean sent = new AtomicBoolean();

		/** The one for whose end it waits; {@code null} if it waits for none. */
		private volatile @Nullable Session before;

		Session(UserConnection connection, long arrival) {
			this.connection = connection;
			this.arrival = arrival;
		}

		UUID connectionId() {
			return this.connection.connectionId();
		}

		boolean isToBeAnnounced() {
			return !this.sent.get() && !this.connection.hasEnded();
		}

		/** Never the same for two connections, in whatever order they are compared. */
		boolean isNewerThan(long otherArrival, UUID other) {
			return this.arrival > otherArrival || (this.arrival == otherArrival && connectionId().compareTo(other) > 0);
		}

		void replaced() {
			String text = "you have connected to " + this.connection.serviceName()
					+ " again, so this connection was closed";
			this.connection.terminate(DisconnectReason.of(DisconnectReason.Type.REPLACED, text), Status.Code.ABORTED);
		}

	}

}
