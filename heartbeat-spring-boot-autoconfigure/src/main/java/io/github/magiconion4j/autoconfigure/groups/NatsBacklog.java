package io.github.magiconion4j.autoconfigure.groups;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits what waits to be sent to NATS. The client of NATS knows how much that is, but it
 * holds a lock while it writes, so whoever asks waits as long as NATS reads nothing.
 * Publishers must not wait: they count what they add, and another thread asks.
 */
final class NatsBacklog {

	/** It is asked when this part of a limit seems to wait. */
	private static final int PART = 8;

	private final LongSupplier pendingBytes;

	private final LongSupplier pendingMessages;

	private final long maxBytes;

	private final long maxMessages;

	private final Executor asking;

	private final AtomicBoolean asked = new AtomicBoolean();

	/** What was pending at the last answer, and all that was added since. */
	private final AtomicLong bytes = new AtomicLong();

	private final AtomicLong messages = new AtomicLong();

	/**
	 * Creates an empty backlog.
	 * @param pendingBytes asks how many bytes wait; may block
	 * @param pendingMessages asks how many messages wait; may block
	 * @param maxBytes no message is added while more bytes wait
	 * @param maxMessages no message is added while this many wait
	 * @param asking runs what may block, one task at a time
	 */
	NatsBacklog(LongSupplier pendingBytes, LongSupplier pendingMessages, long maxBytes, long maxMessages,
			Executor asking) {
		this.pendingBytes = pendingBytes;
		this.pendingMessages = pendingMessages;
		this.maxBytes = maxBytes;
		this.maxMessages = maxMessages;
		this.asking = asking;
	}

	/**
	 * Adds a message, which is to be published then. Does not block. If several threads
	 * add at the same time, each may add one message more.
	 * @param length the message's bytes
	 * @return {@code false} if too much waits, and the message was not added
	 */
	boolean add(int length) {
		long waitingBytes = this.bytes.get();
		long waitingMessages = this.messages.get();
		if (waitingBytes > this.maxBytes / PART || waitingMessages > this.maxMessages / PART) {
			ask();
		}
		if (waitingBytes > this.maxBytes || waitingMessages >= this.maxMessages) {
			return false;
		}
		this.bytes.addAndGet(length);
		this.messages.incrementAndGet();
		return true;
	}

	/** Asks how much waits, unless somebody is asking. Does not block. */
	void ask() {
		if (!this.asked.get() && this.asked.compareAndSet(false, true)) {
			this.asking.execute(() -> {
				this.asked.set(false); // first: what is added from now on may not be in
										// the answer
				correct(this.bytes, this.pendingBytes);
				correct(this.messages, this.pendingMessages);
			});
		}
	}

	/** What is added while it is asked counts twice, until the next answer. */
	private static void correct(AtomicLong count, LongSupplier pending) {
		long before = count.get();
		count.addAndGet(pending.getAsLong() - before);
	}

}
