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
 * Caches the last value of a metadata provider. The provider is called once per interval
 * while there are connections, never on the timer thread, and never concurrently.
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
	 * Creates a cache.
	 * @param provider the provider; {@code null} for nil
	 * @param executor calls the provider
	 * @param ofOneConnection whether it belongs to a single connection
	 */
	MetadataCache(HubMetadata hub, @Nullable Callable<@Nullable Object> provider, Executor executor,
			boolean ofOneConnection) {
		this.hub = hub;
		this.provider = provider;
		this.executor = executor;
		this.ofOneConnection = ofOneConnection;
		this.nextAllowed = hub.timer().now();
	}

	/** The metadata of the next heartbeat. */
	Slice current() {
		return this.current;
	}

	/** A connection starts to use this cache. */
	void retain() {
		if (this.connections.getAndIncrement() == 0 && this.provider != null) {
			long now = this.hub.timer().now();
			this.hub.timer().schedule(this, now + Math.max(0, this.nextAllowed - now));
		}
	}

	/** A connection no longer uses this cache. */
	void release() {
		this.connections.decrementAndGet();
	}

	/**
	 * The connection has ended for good: removes the timer entry, which would keep it
	 * reachable.
	 */
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
		if (now - this.nextAllowed < 0) { // scheduled by retain() before nextAllowed was
											// updated
			return this.nextAllowed;
		}
		this.nextAllowed = now + this.hub.interval();
		if (this.asking.compareAndSet(false, true)) {
			try {
				this.executor.execute(this::ask);
			}
			catch (RejectedExecutionException ex) { // the application is shutting down
				this.asking.set(false);
			}
			catch (RuntimeException | Error ex) { // asked again after the interval
				this.asking.set(false);
				this.hub.failed(ex);
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
		catch (Throwable ex) { // a failed provider must not stop heartbeats
			this.hub.failed(ex);
		}
		finally {
			this.asking.set(false);
		}
	}

}
