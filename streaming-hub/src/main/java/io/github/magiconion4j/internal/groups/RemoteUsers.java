package io.github.magiconion4j.internal.groups;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.backplane.BackplaneListener.Drop;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.github.magiconion4j.protocol.GroupMessage;
import io.github.magiconion4j.protocol.MalformedMessageException;
import io.github.magiconion4j.protocol.Slice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces each new connection of a user to all servers of a fleet, on a channel that C#
 * servers do not use. The message is a group call with the user's name as target, which
 * excludes the new connection. Its body is the 8 bytes of when that arrived. Thread-safe.
 */
public final class RemoteUsers {

	private static final Logger logger = LoggerFactory.getLogger(RemoteUsers.class);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final Fleet fleet;

	private final String name;

	/** Keeps messages and state changes of the backplane in order. */
	private final GroupInbox inbox;

	/** Whether the listener is to be notified soon that it may announce again. */
	private final AtomicBoolean waiting = new AtomicBoolean();

	/** {@code null} before it has subscribed. */
	private volatile @Nullable Listener listener;

	private volatile boolean confirmed;

	RemoteUsers(Fleet fleet, String group) {
		this.fleet = fleet;
		this.name = fleet.backplane().channel(group);
		this.inbox = new GroupInbox(fleet);
	}

	/**
	 * Subscribes to the announcements of other servers, unless it has subscribed already.
	 * @param listener is notified of announcements
	 */
	public synchronized void open(Listener listener) {
		if (this.listener != null) {
			return;
		}
		this.listener = listener;
		this.fleet.tell((events) -> events.subscriptions(1));
		this.fleet.backplane()
			.addListener((up) -> this.inbox.add(0, up ? () -> listener.reachable(this) : listener::unreachable));
		this.fleet.backplane()
			.subscribe(this.name, (bytes) -> this.inbox.add(bytes.length, () -> received(bytes, listener)))
			.confirmed()
			.whenComplete((none, failure) -> {
				if (failure != null) {
					logger.warn("Connections of users on other servers cannot be reached over {}",
							this.fleet.backplane().name(), failure);
					return;
				}
				this.confirmed = true;
				this.inbox.add(0, () -> listener.reachable(this));
			});
	}

	/**
	 * Announces a connection.
	 * @param user the name of its user
	 * @param connectionId the connection
	 * @param arrival when it arrived, by a {@link HybridClock}
	 * @return whether the backplane has accepted it; if not, announce it {@link #later}
	 */
	boolean announce(String user, UUID connectionId, long arrival) {
		if (!this.confirmed) {
			return false;
		}
		byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(arrival).array();
		byte[] bytes = new GroupMessage.Call(List.of(connectionId), List.of(user), Slice.of(time)).encode();
		boolean accepted = this.fleet.backplane().publish(this.name, bytes);
		if (accepted) {
			this.fleet.tell((events) -> events.published(bytes.length));
		}
		return accepted;
	}

	/**
	 * Notifies the listener soon that announcements are accepted again. If they are not
	 * by then, it is notified as soon as the backplane is up.
	 */
	void later() {
		Listener told = this.listener;
		if (told == null || !this.waiting.compareAndSet(false, true)) {
			return;
		}
		this.fleet.timer().schedule(new TimerEntry() {

			@Override
			protected long run(long now) {
				RemoteUsers.this.waiting.set(false);
				if (RemoteUsers.this.confirmed && RemoteUsers.this.fleet.backplane().isUp()) {
					RemoteUsers.this.inbox.add(0, () -> told.reachable(RemoteUsers.this));
				}
				return NEVER;
			}

		}, this.fleet.timer().now() + PAUSE_NANOS);
	}

	private void received(byte[] bytes, Listener listener) {
		this.fleet.tell((events) -> events.received(bytes.length));
		try {
			if (GroupMessage.decode(bytes) instanceof GroupMessage.Call call
					&& only(call.targets()) instanceof String user
					&& only(call.excludes()) instanceof UUID connectionId) {
				byte[] time = call.message().toBytes();
				long arrival = (time.length == Long.BYTES) ? ByteBuffer.wrap(time).getLong() : -1;
				if (arrival >= 0 && listener.connected(this, user, connectionId, arrival)) {
					return;
				}
			}
			this.fleet.dropped(Drop.MALFORMED, "it does not announce a connection of a user");
		}
		catch (MalformedMessageException ex) {
			this.fleet.dropped(Drop.MALFORMED, ex.getMessage());
		}
	}

	private static @Nullable Object only(@Nullable List<Object> keys) {
		return (keys != null && keys.size() == 1) ? keys.get(0) : null;
	}

	/**
	 * Is notified of the connections of users. Calls are made one at a time.
	 */
	public interface Listener {

		/**
		 * A user has connected to one of the servers, which may be this one.
		 * @param others accepts announcements
		 * @param user the name of the user
		 * @param connectionId the connection
		 * @param arrival when it arrived
		 * @return {@code false} if that cannot be true
		 */
		boolean connected(RemoteUsers others, String user, UUID connectionId, long arrival);

		/**
		 * The backplane accepts announcements again.
		 * @param others accepts them
		 */
		void reachable(RemoteUsers others);

		/**
		 * The backplane went down: announcements that have not come back are lost, and
		 * those of other servers are missed until it is up again.
		 */
		void unreachable();

	}

}
