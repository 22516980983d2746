package io.github.magiconion4j.internal.groups;

import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import io.github.magiconion4j.backplane.BackplaneListener.Drop;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.protocol.GroupMessage;
import io.github.magiconion4j.protocol.MalformedMessageException;
import io.github.magiconion4j.protocol.ServerMessage;

/**
 * The queue of messages for the members of a group on this server, so that all of them
 * receive the messages in the same order. It is bounded, and never blocks a thread of the
 * backplane.
 */
final class GroupInbox {

	/** The most bytes that may be queued; further messages are dropped. */
	private static final long MAX_WAITING_BYTES = 64L << 20;

	private final Fleet fleet;

	private final SerialExecutor tasks;

	private final AtomicLong waitingBytes = new AtomicLong();

	GroupInbox(Fleet fleet) {
		this.fleet = fleet;
		this.tasks = fleet.serial();
	}

	/**
	 * Queues a task, or drops it if the queue is full. One without bytes is no message
	 * but a change of state, and is not dropped.
	 */
	void add(int bytes, Runnable task) {
		if (this.waitingBytes.addAndGet(bytes) > MAX_WAITING_BYTES && bytes > 0) {
			this.waitingBytes.addAndGet(-bytes);
			this.fleet.dropped(Drop.OVERFLOW, null);
			return;
		}
		try {
			this.tasks.submit(() -> {
				this.waitingBytes.addAndGet(-bytes);
				task.run();
				return null;
			});
		}
		catch (RejectedExecutionException ex) { // usually the application is shutting
												// down
			this.waitingBytes.addAndGet(-bytes);
			this.fleet.dropped(Drop.OVERFLOW, null);
		}
	}

	/** Executes a message. */
	void deliver(byte[] bytes, Members members) {
		try {
			GroupMessage message = GroupMessage.decode(bytes);
			if (message instanceof GroupMessage.Call call) {
				deliver(call, members);
			}
			else if (message instanceof GroupMessage.Removal removal && removal.key() instanceof UUID id) {
				GroupMember member = members.get(id);
				if (member != null) {
					members.remove(member);
				}
			}
		}
		catch (MalformedMessageException ex) {
			this.fleet.dropped(Drop.MALFORMED, ex.getMessage());
		}
	}

	/**
	 * Sends a call to members, which share one copy of the message. It comes from another
	 * server, so it is checked first.
	 */
	void deliver(GroupMessage.Call call, Members members) {
		byte[] message = call.message().toBytes();
		if (!(ServerMessage.decode(message) instanceof ServerMessage.Broadcast)) {
			this.fleet.dropped(Drop.MALFORMED, "it does not call a method without a result");
			return;
		}
		Audience.of(call.excludes(), call.targets()).forEach(members, (member) -> member.send(message));
	}

}
