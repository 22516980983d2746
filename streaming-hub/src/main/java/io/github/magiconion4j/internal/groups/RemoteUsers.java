package io.github.magiconion4j.internal.groups;

import java.util.List;
import java.util.UUID;

import io.github.magiconion4j.backplane.BackplaneListener.Drop;
import io.github.magiconion4j.protocol.GroupMessage;
import io.github.magiconion4j.protocol.MalformedMessageException;
import io.github.magiconion4j.protocol.Slice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the servers of a fleet of each connection that a user has to a hub, on a channel
 * that C# servers do not have. A message is a call of everybody with the user's name but
 * the connection that is new. Thread-safe.
 */
public final class RemoteUsers {

	private static final Logger logger = LoggerFactory.getLogger(RemoteUsers.class);

	private final Fleet fleet;

	private final String name;

	/** What comes in, and the changes of the backplane, in one order. */
	private final GroupInbox inbox;

	private boolean open;

	private volatile boolean confirmed;

	RemoteUsers(Fleet fleet, String group) {
		this.fleet = fleet;
		this.name = fleet.backplane().channel(group);
		this.inbox = new GroupInbox(fleet);
	}

	/**
	 * Begins to hear of other servers, unless it has begun.
	 * @param listener is told what they say
	 */
	public synchronized void open(Listener listener) {
		if (this.open) {
			return;
		}
		this.open = true;
		this.fleet.tell((events) -> events.subscriptions(1));
		this.fleet.backplane().addListener((up) -> {
			if (up) {
				this.inbox.add(0, () -> listener.reachable(this));
			}
			else {
				listener.unreachable();
			}
		});
		this.fleet.backplane()
			.subscribe(this.name, (bytes) -> this.inbox.add(bytes.length, () -> received(bytes, listener)))
			.confirmed()
			.whenComplete((none, failure) -> {
				if (failure != null) {
					logger.warn("Users who connect to other servers are not heard of over {}",
							this.fleet.backplane().name(), failure);
					return;
				}
				this.confirmed = true;
				this.inbox.add(0, () -> listener.reachable(this));
			});
	}

	/**
	 * Tells of a connection.
	 * @param user the name of its user
	 * @param connectionId the connection
	 * @return whether the backplane has taken it; if not, the listener hears when it may
	 */
	public boolean announce(String user, UUID connectionId) {
		if (!this.confirmed) {
			return false;
		}
		byte[] bytes = new GroupMessage.Call(List.of(connectionId), List.of(user), Slice.of(new byte[0])).encode();
		boolean accepted = this.fleet.backplane().publish(this.name, bytes);
		if (accepted) {
			this.fleet.tell((events) -> events.published(bytes.length));
		}
		return accepted;
	}

	private void received(byte[] bytes, Listener listener) {
		this.fleet.tell((events) -> events.received(bytes.length));
		try {
			if (GroupMessage.decode(bytes) instanceof GroupMessage.Call call
					&& only(call.targets()) instanceof String user
					&& only(call.excludes()) instanceof UUID connectionId) {
				listener.connected(user, connectionId);
				return;
			}
			this.fleet.dropped(Drop.MALFORMED, "it tells of no connection of a user");
		}
		catch (MalformedMessageException ex) {
			this.fleet.dropped(Drop.MALFORMED, ex.getMessage());
		}
	}

	private static @Nullable Object only(@Nullable List<Object> keys) {
		return (keys != null && keys.size() == 1) ? keys.get(0) : null;
	}

	/**
	 * What hears of the connections of users. It is told of one thing after the other,
	 * but for the last.
	 */
	public interface Listener {

		/**
		 * A user has connected to one of the servers, perhaps to this one.
		 * @param user the name of the user
		 * @param connectionId the connection
		 */
		void connected(String user, UUID connectionId);

		/**
		 * What was not taken before may be now.
		 * @param others take it
		 */
		void reachable(RemoteUsers others);

		/** What has not come back by now is lost. Does not wait. */
		void unreachable();

	}

}
