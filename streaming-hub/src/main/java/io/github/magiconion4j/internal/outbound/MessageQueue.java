package io.github.magiconion4j.internal.outbound;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The queued messages of a connection. They count in the backlog until flow control lets
 * them go. A heartbeat that was requested is created when it is sent, before the queued
 * messages; an answer to a heartbeat of the client is sent before them, too. Any thread
 * may add or request; one thread at a time takes.
 */
final class MessageQueue extends Backlog {

	private static final AtomicReferenceFieldUpdater<MessageQueue, byte @Nullable []> FIRST = AtomicReferenceFieldUpdater
		.newUpdater(MessageQueue.class, byte[].class, "first");

	/** Created on first use: many connections carry little but heartbeats. */
	private volatile @Nullable Queue<byte[]> messages;

	private final Flow flow;

	private final Supplier<byte @Nullable []> heartbeat;

	private volatile boolean heartbeatRequested;

	/** The message that is sent before the queued ones; {@code null} for none. */
	private volatile byte @Nullable [] first;

	/**
	 * Creates an empty queue.
	 * @param heartbeat creates the requested heartbeat; {@code null} for none
	 */
	MessageQueue(long maxBytes, Flow flow, Supplier<byte @Nullable []> heartbeat) {
		super(maxBytes);
		this.flow = flow;
		this.heartbeat = heartbeat;
	}

	/** Whether no messages are left. A requested heartbeat does not count. */
	boolean isEmpty() {
		return this.first == null && !hasQueued();
	}

	/** Whether messages are left that flow control holds back. */
	boolean hasQueued() {
		Queue<byte[]> known = this.messages;
		return known != null && !known.isEmpty();
	}

	boolean hasNext() {
		return this.heartbeatRequested || !isEmpty();
	}

	/** Whether a message can be sent when gRPC is ready. */
	boolean canSendNext() {
		return this.flow.isWaiting() ? this.heartbeatRequested || this.first != null : hasNext();
	}

	void requestHeartbeat() {
		this.heartbeatRequested = true;
	}

	/**
	 * Adds a message.
	 * @param ahead whether it is sent before the queued messages. Only one at a time is:
	 * a client gets no more of its turn than that.
	 */
	void add(byte[] message, boolean ahead) {
		added(message.length);
		if (ahead && FIRST.compareAndSet(this, null, message)) {
			return;
		}
		Queue<byte[]> known = this.messages;
		((known != null) ? known : create()).add(message);
	}

	private synchronized Queue<byte[]> create() {
		Queue<byte[]> known = this.messages;
		if (known == null) {
			known = new ConcurrentLinkedQueue<>();
			this.messages = known;
		}
		return known;
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
		byte[] ahead = this.first;
		if (ahead != null) {
			this.first = null;
			removed(ahead.length);
			return ahead;
		}
		if (!this.flow.isFree()) {
			return null;
		}
		Queue<byte[]> known = this.messages;
		byte[] message = (known != null) ? known.poll() : null;
		if (message != null) {
			removed(message.length);
			this.flow.sending(message.length);
		}
		else {
			this.flow.done();
		}
		return message;
	}

	/** Nothing is sent any more. */
	@Override
	void end() {
		Queue<byte[]> known = this.messages;
		if (known != null) {
			known.clear();
		}
		this.first = null;
		super.end();
		this.flow.done();
	}

}
