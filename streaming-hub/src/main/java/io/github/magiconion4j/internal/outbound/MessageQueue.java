package io.github.magiconion4j.internal.outbound;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * The queued messages of a connection, except heartbeats. They count in the backlog until
 * flow control lets them go. Any thread may add; one thread at a time takes.
 */
final class MessageQueue {

	private final Queue<byte[]> messages = new ConcurrentLinkedQueue<>();

	private final Backlog backlog;

	private final Flow flow;

	MessageQueue(long maxBytes, Flow flow) {
		this.backlog = new Backlog(maxBytes);
		this.flow = flow;
	}

	Backlog backlog() {
		return this.backlog;
	}

	boolean isEmpty() {
		return this.messages.isEmpty();
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
