package io.github.magiconion4j.server;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A connection's slot in the connection limits of the server and of its transport.
 * Refusing the connection frees the slot. Thread-safe.
 */
final class Place {

	private final AtomicInteger all;

	private final @Nullable AtomicInteger onTransport;

	private final int allWithThis;

	private final int onTransportWithThis;

	private final AtomicBoolean left = new AtomicBoolean();

	private volatile @Nullable String refusal;

	/** Takes a slot in both counts. */
	Place(AtomicInteger all, @Nullable AtomicInteger onTransport) {
		this.all = all;
		this.onTransport = onTransport;
		this.allWithThis = all.incrementAndGet();
		this.onTransportWithThis = (onTransport != null) ? onTransport.incrementAndGet() : 0;
	}

	/** The number of connections when this slot was taken, including this one. */
	int all() {
		return this.allWithThis;
	}

	/** The number of connections on the transport, including this one; 0 if unknown. */
	int onTransport() {
		return this.onTransportWithThis;
	}

	void refuse(String text) {
		this.refusal = text;
		leave();
	}

	/** Why the connection was refused; {@code null} if it was not. */
	@Nullable String refusal() {
		return this.refusal;
	}

	/** Frees the slot. Further calls do nothing. */
	void leave() {
		if (this.left.compareAndSet(false, true)) {
			this.all.decrementAndGet();
			if (this.onTransport != null) {
				this.onTransport.decrementAndGet();
			}
		}
	}

}
