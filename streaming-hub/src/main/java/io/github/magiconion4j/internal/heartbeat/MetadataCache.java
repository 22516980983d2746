package io.github.magiconion4j.internal.heartbeat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.internal.timer.TimerEntry;
import io.github.magiconion4j.protocol.Slice;
import org.jspecify.annotations.Nullable;

/**
 * The last good value of a metadata provider, which is asked once per interval while
 * there are connections, never on the timer's thread, and not again before it has
 * answered.
 */
final class MetadataCache extends TimerEntry {

	private static final Slice NIL = Slice.of((byte) 0xc0);

	private final HubMetadata hub;

	private final @Nullable Callable<@Nullable Object> provider;

	private final Executor executor;

	private final boolean ofOneConnection;

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicBoolean asking = new AtomicBoolean();

	private volatile Slice current = NIL;

	private volatile long nextAllowed;

	/**
	 * Makes a cache.
	 * @param provider what to ask; {@code null} if there is nothing but nil
	 * @param executor asks it
	 * @param ofOneConnection whether one connection alone has it
	 */
	MetadataCache(HubMetadata hub, @Nullable Callable<@Nullable Object> provider, Executor executor,
			boolean ofOneConnection) {
		this.hub = hub;
		this.provider = provider;
		this.executor = executor;
		this.ofOneConnection = ofOneConnection;
		this.nextAllowed = hub.timer().now();
	}

	/** What the next heartbeat carries. */
	Slice current() {
		return this.current;
	}

	/** A connection is there. */
	void retain() {
		if (this.connections.getAndIncrement() == 0 && this.provider != null) {
			long now = this.hub.timer().now();
			this.hub.timer().schedule(this, now + Math.max(0, this.nextAllowed - now));
		}
	}

	/** A connection is gone. */
	void release() {
		this.connections.decrementAndGet();
	}

	/** The connection will not come back: nothing is kept of it. */
	void discard() {
		if (this.ofOneConnection) {
			this.hub.timer().cancel(this);
		}
	}

	@Override
	protected long run(long now) {
		if (this.connections.get() <= 0) {
			return NEVER;
		}
		if (now - this.nextAllowed < 0) { // a request that knew the time before this one
			return this.nextAllowed;
		}
		this.nextAllowed = now + this.hub.interval();
		if (this.asking.compareAndSet(false, true)) {
			try {
				this.executor.execute(this::ask);
			}
			catch (RejectedExecutionException ex) { // the application is ending
				this.asking.set(false);
			}
		}
		return this.nextAllowed;
	}

	private void ask() {
		try {
			if (this.provider != null) {
				this.current = this.hub.encode(this.provider.call());
			}
		}
		catch (Throwable ex) { // whatever a user's bean throws, heartbeats go on
			this.hub.failed(ex);
		}
		finally {
			this.asking.set(false);
		}
	}

}
