package io.github.magiconion4j.internal.outbound;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * The messages of a connection other than heartbeats. What waits is counted, and leaves
 * when the connection's flow lets it. Any thread adds; one at a time takes.
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

	/** The next one, which leaves now; {@code null} if none may. */
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
