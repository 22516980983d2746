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
 * Messages that this server has published to a channel and not received back. A message
 * on the wire does not name its sender, so it is recognized by its bytes: an equal
 * message is equivalent. When the backplane goes down, messages in flight are "stranded":
 * they are delivered to this server's members directly. If a stranded message still
 * arrives later, for example from a Redis server that was paused, it is ignored. Not
 * thread-safe.
 */
final class InFlight {

	/**
	 * Above these limits the oldest messages are forgotten: if those are lost, they are
	 * counted, but members of this server miss them, too.
	 */
	private static final int MAX_MESSAGES = 10_000;

	private static final int MAX_BYTES = 4 << 20;

	/** How long after the backplane is up again a stranded message may still arrive. */
	private static final long STRANDED_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final Deque<Sent> sent = new ArrayDeque<>();

	/**
	 * Number of messages in flight by hash: quickly tells apart most messages of other
	 * servers.
	 */
	private final Map<Integer, Integer> hashes = new HashMap<>();

	private final Deque<Sent> stranded = new ArrayDeque<>();

	private @Nullable Long strandedUntil;

	private long bytes;

	/** The number of forgotten messages; none of them is newer than one that is known. */
	private int forgotten;

	/** A message is about to be published. */
	void add(byte[] message, int epoch, long now) {
		Sent added = new Sent(message, Arrays.hashCode(message), epoch, now);
		this.sent.add(added);
		this.bytes += message.length;
		this.hashes.merge(added.hash, 1, Integer::sum);
		while (this.sent.size() > MAX_MESSAGES || this.bytes > MAX_BYTES && this.sent.size() > 1) {
			forget(this.sent.remove());
			this.forgotten++;
		}
	}

	/** The last added message was not published. */
	void removeLast() {
		forget(this.sent.removeLast());
	}

	/**
	 * A message was received. Messages that were published before it and have not arrived
	 * are lost.
	 * @return where the message comes from
	 */
	Came came(byte[] message, long now) {
		if (this.sent.isEmpty() && this.stranded.isEmpty()) {
			return Came.OF_OTHERS;
		}
		if (this.strandedUntil != null && now - this.strandedUntil > 0) {
			this.stranded.clear();
		}
		int hash = Arrays.hashCode(message);
		if (this.hashes.containsKey(hash) && this.sent.stream().anyMatch((each) -> each.is(message, hash))) {
			this.forgotten = 0;
			while (true) {
				Sent next = this.sent.remove();
				forget(next);
				if (next.is(message, hash)) {
					return new Came(Came.Kind.OWN, now - next.at);
				}
			}
		}
		return wasStranded(message, hash) ? Came.STRANDED : Came.OF_OTHERS;
	}

	private boolean wasStranded(byte[] message, int hash) {
		for (Iterator<Sent> each = this.stranded.iterator(); each.hasNext();) {
			if (each.next().is(message, hash)) {
				each.remove();
				return true;
			}
		}
		return false;
	}

	/**
	 * Strands the messages that were published before an epoch.
	 * @return those messages
	 */
	Stranded strand(int epoch) {
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
		int unconfirmed = this.forgotten + messages.size();
		this.forgotten = 0;
		return new Stranded(unconfirmed, messages);
	}

	/**
	 * The backplane is down: stranded messages may still arrive, until it has been up for
	 * a while.
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
		this.forgotten = 0;
	}

	private void forget(Sent message) {
		this.bytes -= message.message.length;
		this.hashes.computeIfPresent(message.hash, (hash, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * Messages that were in flight when the backplane went down.
	 *
	 * @param unconfirmed how many they are
	 * @param messages those that are not forgotten, in their order
	 */
	record Stranded(int unconfirmed, List<byte[]> messages) {
	}

	/**
	 * A received message.
	 *
	 * @param kind where it comes from
	 * @param nanos how long it took to come back, for an own message
	 */
	record Came(Kind kind, long nanos) {

		static final Came OF_OTHERS = new Came(Kind.OF_OTHERS, 0);

		static final Came STRANDED = new Came(Kind.STRANDED, 0);

		enum Kind {

			/** Published by another server. */
			OF_OTHERS,

			/** Published by this server; it has come back. */
			OWN,

			/**
			 * Published by this server; it was stranded, so members have received it
			 * already.
			 */
			STRANDED

		}

	}

	private record Sent(byte[] message, int hash, int epoch, long at) {

		boolean is(byte[] other, int otherHash) {
			return this.hash == otherHash && Arrays.equals(this.message, other);
		}

	}

}
