package io.github.magiconion4j.server;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A connection among those that there may be. Whoever is refused has none. Thread-safe.
 */
final class Place {

	private final AtomicInteger all;

	private final @Nullable AtomicInteger onTransport;

	private final int allWithThis;

	private final int onTransportWithThis;

	private final AtomicBoolean left = new AtomicBoolean();

	private volatile @Nullable String refusal;

	/** Takes it. */
	Place(AtomicInteger all, @Nullable AtomicInteger onTransport) {
		this.all = all;
		this.onTransport = onTransport;
		this.allWithThis = all.incrementAndGet();
		this.onTransportWithThis = (onTransport != null) ? onTransport.incrementAndGet() : 0;
	}

	/** How many there were when this was taken, with it. */
	int all() {
		return this.allWithThis;
	}

	/** How many there were on its transport; 0 if that is not known. */
	int onTransport() {
		return this.onTransportWithThis;
	}

	void refuse(String text) {
		this.refusal = text;
		leave();
	}

	/** Why it was refused; {@code null} if it was not. */
	@Nullable String refusal() {
		return this.refusal;
	}

	/** Gives it back, once. */
	void leave() {
		if (this.left.compareAndSet(false, true)) {
			this.all.decrementAndGet();
			if (this.onTransport != null) {
				this.onTransport.decrementAndGet();
			}
		}
	}

}
