package io.github.magiconion4j.heartbeat;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.timer.HubTimer;
import io.github.magiconion4j.timer.TimerEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata of a hub's heartbeats: the last good value of its provider, which is asked
 * once per interval while there are connections, never on the timer's thread, and not
 * again before it has answered.
 */
final class MetadataCache extends TimerEntry {

	private static final Logger logger = LoggerFactory.getLogger(MetadataCache.class);

	private static final Slice NIL = Slice.of((byte) 0xc0);

	private static final long WARN_INTERVAL = TimeUnit.MINUTES.toNanos(1);

	private final String serviceName;

	private final @Nullable HeartbeatMetadataProvider provider;

	private final MetadataEncoder encoder;

	private final HubTimer timer;

	private final long interval;

	private final int maxSize;

	private final Executor executor;

	private final HeartbeatListener listener;

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicBoolean asking = new AtomicBoolean();

	private volatile Slice current = NIL;

	private volatile long nextAllowed;

	private long nextWarning;

	MetadataCache(String serviceName, @Nullable HeartbeatMetadataProvider provider, MetadataEncoder encoder,
			HubTimer timer, HeartbeatSettings settings, Executor executor, HeartbeatListener listener) {
		this.serviceName = serviceName;
		this.provider = provider;
		this.encoder = encoder;
		this.timer = timer;
		this.interval = settings.interval().toNanos();
		this.maxSize = settings.maxMetadataSize();
		this.executor = executor;
		this.listener = listener;
		this.nextAllowed = timer.now();
		this.nextWarning = timer.now();
	}

	/** What the next heartbeat carries. */
	Slice current() {
		return this.current;
	}

	/** A connection is there. */
	void retain() {
		if (this.connections.getAndIncrement() == 0 && this.provider != null) {
			long now = this.timer.now();
			this.timer.schedule(this, now + Math.max(0, this.nextAllowed - now));
		}
	}

	/** A connection is gone. */
	void release() {
		this.connections.decrementAndGet();
	}

	@Override
	protected long run(long now) {
		if (this.connections.get() == 0) {
			return NEVER;
		}
		this.nextAllowed = now + this.interval;
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
				Object value = this.provider.metadata();
				byte[] bytes = (value instanceof RawMetadata raw) ? raw.bytes() : this.encoder.encode(value);
				if (bytes.length > this.maxSize) {
					throw new IllegalStateException(
							"The metadata has " + bytes.length + " bytes, more than " + this.maxSize);
				}
				this.current = Slice.of(bytes);
			}
		}
		catch (Throwable ex) { // whatever a user's bean throws, heartbeats go on
			this.listener.metadataFailed(ex);
			long now = this.timer.now();
			if (now - this.nextWarning >= 0) {
				this.nextWarning = now + WARN_INTERVAL;
				logger.warn("No heartbeat metadata for {}: its last value is sent again", this.serviceName, ex);
			}
		}
		finally {
			this.asking.set(false);
		}
	}

}
