package io.github.magiconion4j.autoconfigure.groups;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Limits what waits to be sent to NATS. The client of NATS knows how much that is, but it
 * holds a lock while it writes, so whoever asks waits as long as NATS reads nothing.
 * Publishers must not wait, so another thread asks. Thread-safe.
 */
final class NatsBacklog {

	private final Waiting bytes;

	private final Waiting messages;

	private final Executor asking;

	private final AtomicBoolean asked = new AtomicBoolean();

	/**
	 * Creates a backlog.
	 * @param bytes the bytes that wait
	 * @param messages the messages that wait
	 * @param asking runs what may block, one task at a time
	 */
	NatsBacklog(Waiting bytes, Waiting messages, Executor asking) {
		this.bytes = bytes;
		this.messages = messages;
		this.asking = asking;
	}

	/**
	 * Adds a message, which is to be published then. Does not block. If several threads
	 * add at the same time, each may add one message more.
	 * @param length the message's bytes
	 * @return {@code false} if too much waits, and the message was not added
	 */
	boolean add(int length) {
		if (this.bytes.isNotable() || this.messages.isNotable()) {
			ask();
		}
		if (this.bytes.isAtLimit() || this.messages.isAtLimit()) {
			return false;
		}
		this.bytes.add(length);
		this.messages.add(1);
		return true;
	}

	/** Asks how much waits, unless somebody is asking. Does not block. */
	void ask() {
		if (!this.asked.get() && this.asked.compareAndSet(false, true)) {
			this.asking.execute(() -> {
				this.asked.set(false); // first, so that a failure does not end the asking
				this.bytes.ask();
				this.messages.ask();
			});
		}
	}

}
