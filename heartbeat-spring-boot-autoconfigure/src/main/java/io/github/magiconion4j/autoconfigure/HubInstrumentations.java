package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.github.magiconion4j.server.HubListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All instrumentations as one. What one of them throws harms neither the others nor the
 * connection; it is logged once a minute.
 */
final class HubInstrumentations implements HubInstrumentation {

	private static final Logger logger = LoggerFactory.getLogger(HubInstrumentations.class);

	private final List<HubInstrumentation> all;

	private final OncePerMinute failures;

	/**
	 * Joins instrumentations.
	 * @param all what hears, in this order
	 * @param clock a monotonic clock in nanoseconds
	 */
	HubInstrumentations(List<HubInstrumentation> all, LongSupplier clock) {
		this.all = List.copyOf(all);
		this.failures = new OncePerMinute(clock);
	}

	@Override
	public HubListener connections(String serviceName) {
		List<HubListener> listeners = this.all.stream()
			.map((each) -> each.connections(serviceName))
			.filter((listener) -> !listener.equals(HubListener.NONE))
			.toList();
		return listeners.isEmpty() ? HubListener.NONE : new Hub(listeners);
	}

	@Override
	public HeartbeatListener heartbeats(String serviceName) {
		List<HeartbeatListener> listeners = this.all.stream()
			.map((each) -> each.heartbeats(serviceName))
			.filter((listener) -> !listener.equals(HeartbeatListener.NONE))
			.toList();
		return listeners.isEmpty() ? HeartbeatListener.NONE : new Heartbeats(listeners);
	}

	@Override
	public void threads(String pool, HubThreads threads) {
		this.all.forEach((each) -> each.threads(pool, threads));
	}

	@Override
	public void ticked(long lateNanos) {
		tell(this.all, (each) -> each.ticked(lateNanos));
	}

	private <L> void tell(List<L> listeners, Consumer<L> event) {
		for (L listener : listeners) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException | Error ex) { // of the application's
				long count = this.failures.next();
				if (count > 0) {
					logger.warn("{} failed; {} failures of the like lately", listener, count, ex);
				}
			}
		}
	}

	private final class Hub implements HubListener {

		private final List<HubListener> listeners;

		Hub(List<HubListener> listeners) {
			this.listeners = listeners;
		}

		@Override
		public void connected(HubConnection connection) {
			tell(this.listeners, (each) -> each.connected(connection));
		}

		@Override
		public void disconnected(HubConnection connection, DisconnectReason reason) {
			tell(this.listeners, (each) -> each.disconnected(connection, reason));
		}

		@Override
		public void refused(HubConnection connection, DisconnectReason reason) {
			tell(this.listeners, (each) -> each.refused(connection, reason));
		}

		@Override
		public Method method(String name) {
			List<Method> methods = this.listeners.stream()
				.map((each) -> each.method(name))
				.filter((method) -> !method.equals(Method.NONE))
				.toList();
			return methods.isEmpty() ? Method.NONE
					: (nanos, failure) -> tell(methods, (each) -> each.completed(nanos, failure));
		}

	}

	private final class Heartbeats implements HeartbeatListener {

		private final List<HeartbeatListener> listeners;

		Heartbeats(List<HeartbeatListener> listeners) {
			this.listeners = listeners;
		}

		@Override
		public void sent(HubContext connection) {
			tell(this.listeners, (each) -> each.sent(connection));
		}

		@Override
		public void skipped(HubContext connection) {
			tell(this.listeners, (each) -> each.skipped(connection));
		}

		@Override
		public void ignored(HubContext connection, IgnoredAck why) {
			tell(this.listeners, (each) -> each.ignored(connection, why));
		}

		@Override
		public void acknowledged(HubContext connection, long roundTripNanos) {
			tell(this.listeners, (each) -> each.acknowledged(connection, roundTripNanos));
		}

		@Override
		public void timedOut(HubContext connection) {
			tell(this.listeners, (each) -> each.timedOut(connection));
		}

		@Override
		public void metadataFailed(Throwable failure) {
			tell(this.listeners, (each) -> each.metadataFailed(failure));
		}

	}

}
