package io.github.magiconion4j.internal.outbound;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The queued messages of a connection. They count in the backlog until flow control lets
 * them go. A heartbeat that was requested is created when it is sent, before the queued
 * messages. Any thread may add or request; one thread at a time takes.
 */
final class MessageQueue {

	private final Queue<byte[]> messages = new ConcurrentLinkedQueue<>();

	private final Backlog backlog;

	private final Flow flow;

	private final Supplier<byte @Nullable []> heartbeat;

	private volatile boolean heartbeatRequested;

	/**
	 * Creates an empty queue.
	 * @param heartbeat creates the requested heartbeat; {@code null} for none
	 */
	MessageQueue(long maxBytes, Flow flow, Supplier<byte @Nullable []> heartbeat) {
		this.backlog = new Backlog(maxBytes);
		this.flow = flow;
		this.heartbeat = heartbeat;
	}

	Backlog backlog() {
		return this.backlog;
	}

	/** Whether no messages are queued. A requested heartbeat does not count. */
	boolean isEmpty() {
		return this.messages.isEmpty();
	}

	boolean hasNext() {
		return isHeartbeatNext() || !isEmpty();
	}

	boolean isHeartbeatNext() {
		return this.heartbeatRequested;
	}

	void requestHeartbeat() {
		this.heartbeatRequested = true;
	}

	void add(byte[] message) {
		this.backlog.add(message.length);
		this.messages.add(message);
	}

	/**
	 * Removes the next message, which is sent now; {@code null} if the queue is empty or
	 * flow control forbids it.
	 */
	byte @Nullable [] next() {
		if (this.heartbeatRequested) {
			this.heartbeatRequested = false;
			byte[] created = this.heartbeat.get();
			if (created != null) {
				return created;
			}
		}
		if (!this.flow.isFree()) {
			return null;
		}
		byte[] message = this.messages.poll();
		if (message != null) {
			this.backlog.remove(message.length);
			this.flow.sending(message.length);
		}
		else {
			this.flow.done();
		}
		return message;
	}

	/** Nothing is sent any more. */
	void end() {
		this.messages.clear();
		this.backlog.end();
		this.flow.done();
	}

}
