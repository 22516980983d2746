package io.github.magiconion4j.internal.groups;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What this server has published to a channel and has not got back. Nothing on the wire
 * tells whose a message is, so it is known by its bytes: a message that has the same ones
 * is as good. When the backplane goes away, members on this server get what has not come
 * back; should it come all the same, from a server that was stopped and goes on, it is
 * not for them any more. Not thread-safe.
 */
final class InFlight {

	/** Beyond this the oldest are forgotten: they will not be missed if they are lost. */
	private static final int MAX_MESSAGES = 10_000;

	private static final int MAX_BYTES = 4 << 20;

	/** So long after the backplane is back, what was stranded may still come. */
	private static final long STRANDED_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final Deque<Sent> sent = new ArrayDeque<>();

	/** How many of those have a hash: most messages of others are told by it. */
	private final Map<Integer, Integer> hashes = new HashMap<>();

	private final Deque<Sent> stranded = new ArrayDeque<>();

	private @Nullable Long strandedUntil;

	private long bytes;

	/** Begins to wait for a message. */
	void add(byte[] message, int epoch, long now) {
		Sent added = new Sent(message, Arrays.hashCode(message), epoch, now);
		this.sent.add(added);
		this.bytes += message.length;
		this.hashes.merge(added.hash, 1, Integer::sum);
		while (this.sent.size() > MAX_MESSAGES || this.bytes > MAX_BYTES && this.sent.size() > 1) {
			forget(this.sent.remove());
		}
	}

	/** The last one was not sent. */
	void removeLast() {
		forget(this.sent.removeLast());
	}

	/**
	 * A message came. Those that were published before it, and have not come, are lost.
	 * @return what it is
	 */
	Came came(byte[] message, long now) {
		if (this.sent.isEmpty() && this.stranded.isEmpty()) {
			return Came.OF_OTHERS;
		}
		int hash = Arrays.hashCode(message);
		if (this.hashes.containsKey(hash) && this.sent.stream().anyMatch((each) -> each.is(message, hash))) {
			while (true) {
				Sent next = this.sent.remove();
				forget(next);
				if (next.is(message, hash)) {
					return new Came(Came.Kind.OWN, now - next.at);
				}
			}
		}
		return wasStranded(message, hash, now) ? Came.STRANDED : Came.OF_OTHERS;
	}

	private boolean wasStranded(byte[] message, int hash, long now) {
		if (this.strandedUntil != null && now - this.strandedUntil > 0) {
			this.stranded.clear();
		}
		for (Iterator<Sent> each = this.stranded.iterator(); each.hasNext();) {
			if (each.next().is(message, hash)) {
				each.remove();
				return true;
			}
		}
		return false;
	}

	/**
	 * Waits no longer for what was published before an epoch.
	 * @return those messages, in their order
	 */
	List<byte[]> strand(int epoch) {
		List<byte[]> messages = new ArrayList<>();
		while (!this.sent.isEmpty() && this.sent.element().epoch < epoch) {
			Sent next = this.sent.remove();
			forget(next);
			messages.add(next.message);
			this.stranded.add(next);
			if (this.stranded.size() > MAX_MESSAGES) {
				this.stranded.remove();
			}
		}
		return messages;
	}

	/**
	 * The backplane is away; what was stranded may come until it has been back a while.
	 */
	void away() {
		this.strandedUntil = null;
	}

	void back(long now) {
		this.strandedUntil = now + STRANDED_NANOS;
	}

	void clear() {
		this.sent.clear();
		this.hashes.clear();
		this.stranded.clear();
		this.bytes = 0;
	}

	private void forget(Sent message) {
		this.bytes -= message.message.length;
		this.hashes.computeIfPresent(message.hash, (hash, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * A message that came.
	 *
	 * @param kind whose it is
	 * @param nanos how long it took to come back, if it did
	 */
	record Came(Kind kind, long nanos) {

		static final Came OF_OTHERS = new Came(Kind.OF_OTHERS, 0);

		static final Came STRANDED = new Came(Kind.STRANDED, 0);

		enum Kind {

			/** Another server sent it. */
			OF_OTHERS,

			/** It came back. */
			OWN,

			/** It came back when nobody waited for it: members have it. */
			STRANDED

		}

	}

	private record Sent(byte[] message, int hash, int epoch, long at) {

		boolean is(byte[] other, int otherHash) {
			return this.hash == otherHash && Arrays.equals(this.message, other);
		}

	}

}
