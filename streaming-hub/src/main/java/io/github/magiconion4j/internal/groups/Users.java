package io.github.magiconion4j.internal.groups;

import java.security.Principal;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces one connection per user of a hub. Of connections that arrive at the same
 * moment exactly one remains: within a server because each takes its user's place in one
 * atomic step, and between servers because all of them see the announcements of
 * connections in the same order. Thread-safe.
 */
public final class Users implements RemoteUsers.Listener {

	private static final Logger logger = LoggerFactory.getLogger(Users.class);

	private final SameUserPolicy policy;

	private final @Nullable RemoteUsers remote;

	private final long endNanos;

	/** By user name. */
	private final ConcurrentMap<String, Session> connected = new ConcurrentHashMap<>();

	/**
	 * Held while a connection takes its user's place and is announced. Nothing blocks
	 * while it is held.
	 */
	private final Object announcing = new Object();

	/**
	 * Creates an empty set of users.
	 * @param policy what happens when a user connects again
	 * @param remote announces connections to other servers; {@code null} without a
	 * backplane
	 * @param endNanos how long a connection waits for the end of the one that it replaces
	 */
	public Users(SameUserPolicy policy, @Nullable RemoteUsers remote, long endNanos) {
		this.policy = policy;
		this.remote = remote;
		this.endNanos = endNanos;
	}

	/**
	 * Takes the place of the connection's user. If another connection has it already, one
	 * of the two ends, depending on the policy. If the other one is about to end, this
	 * waits until its hub has been notified, but not for long. Does nothing if the
	 * connection has ended.
	 * @param connection the connection
	 * @throws InterruptedException if the thread is interrupted while the other
	 * connection ends
	 */
	public void enter(UserConnection connection) throws InterruptedException {
		String name = (this.policy != SameUserPolicy.ALLOW) ? name(connection) : null;
		if (name == null) {
			return;
		}
		Session first = take(name, new Session(connection));
		if (first == null) {
			return;
		}
		if (this.policy == SameUserPolicy.KICK) {
			first.replaced();
		}
		if (!first.connection.hasEnded()) {
			String text = "you are already connected to " + connection.serviceName();
			connection.terminate(DisconnectReason.of(DisconnectReason.Type.ALREADY_CONNECTED, text),
					Status.Code.ALREADY_EXISTS);
			return;
		}
		try { // the old hub's onDisconnected runs before the new hub's onConnected
			first.connection.disconnected().get(this.endNanos, TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("{} has not ended in time", first.connection, ex);
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
	 * Announces connections to other servers in the order in which they replace each
	 * other.
	 * @return the session that has, or had, the place; {@code null} if it was free, or if
	 * the new connection has ended
	 */
	private @Nullable Session take(String name, Session session) {
		if (this.remote == null) {
			return takeHere(name, session);
		}
		this.remote.open(this);
		synchronized (this.announcing) {
			Session first = takeHere(name, session);
			if (session.equals(this.connected.get(name))) {
				announce(this.remote, name, session);
			}
			return first;
		}
	}

	/**
	 * A connection that has ended must not take the place: nobody would free it, and it
	 * would end a connection of the same user that is alive.
	 */
	private @Nullable Session takeHere(String name, Session session) {
		AtomicReference<@Nullable Session> before = new AtomicReference<>();
		this.connected.compute(name, (user, known) -> {
			if (session.connection.hasEnded()) {
				return known;
			}
			before.set(known);
			boolean taken = known != null && this.policy == SameUserPolicy.REFUSE && !known.connection.hasEnded();
			return taken ? known : session;
		});
		return before.get();
	}

	private static void announce(RemoteUsers remote, String name, Session session) {
		if (!session.connection.hasEnded() && !session.announced && session.sent.compareAndSet(false, true)
				&& !remote.announce(name, session.connection.connectionId())) {
			session.sent.set(false); // announced again when the backplane is reachable
		}
	}

	// --- announcements of other servers

	/**
	 * Another server's connection replaces this server's, unless this server's own
	 * announcement has not come back yet: then its own is newer.
	 */
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

	private static @Nullable String name(UserConnection connection) {
		Principal principal = connection.principal();
		return (principal != null) ? principal.getName() : null;
	}

	/** The connection of a user. */
	private static final class Session {

		private final UserConnection connection;

		/** Whether the announcement has been published. */
		private final AtomicBoolean sent = new AtomicBoolean();

		/**
		 * Whether the announcement has been received back, so that all servers have it in
		 * order.
		 */
		private volatile boolean announced;

		Session(UserConnection connection) {
			this.connection = connection;
		}

		void replaced() {
			String text = "you have connected to " + this.connection.serviceName()
					+ " again, so this connection was closed";
			this.connection.terminate(DisconnectReason.of(DisconnectReason.Type.REPLACED, text), Status.Code.ABORTED);
		}

	}

}
