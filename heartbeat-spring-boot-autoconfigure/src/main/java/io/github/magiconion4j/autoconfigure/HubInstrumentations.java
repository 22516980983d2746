package io.github.magiconion4j.autoconfigure;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.IgnoredAck;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.ServerConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Combines all instrumentations. An exception of one affects neither the others nor the
 * connection, and is logged once a minute. They are resolved after all singletons have
 * been created ({@link #begin}), or at the first event before that, because they may need
 * the same beans as the hubs, or the gRPC server.
 */
final class HubInstrumentations {

	private final Supplier<List<HubInstrumentation>> all;

	private final UserCode userCode;

	/** Listeners that are resolved lazily. */
	private final List<SingletonSupplier<?>> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Combines instrumentations.
	 * @param all supplies the instrumentations, in order
	 * @param clock a monotonic clock in nanoseconds
	 */
	HubInstrumentations(Supplier<List<HubInstrumentation>> all, LongSupplier clock) {
		this.all = SingletonSupplier.of(all);
		this.userCode = new UserCode(clock);
	}

	/** Announces the hubs and methods to all instrumentations. */
	void begin() {
		this.listeners.forEach(SingletonSupplier::obtain);
		this.listeners.clear();
	}

	/** The listeners that the instrumentations return, without those that do nothing. */
	private <P, L> Supplier<List<L>> each(Supplier<List<P>> all, Function<P, L> listener, L none) {
		SingletonSupplier<List<L>> listeners = SingletonSupplier
			.of(() -> all.get().stream().map(listener).filter((each) -> !each.equals(none)).toList());
		this.listeners.add(listeners);
		return listeners;
	}

	HubListener connections(String serviceName) {
		return new Hub(each(this.all, (each) -> each.connections(serviceName), HubListener.NONE));
	}

	HeartbeatListener heartbeats(String serviceName) {
		return new Heartbeats(each(this.all, (each) -> each.heartbeats(serviceName), HeartbeatListener.NONE));
	}

	/** The same settings, with all instrumentations as listeners of the backplanes. */
	GroupSettings watched(GroupSettings settings) {
		IdentityHashMap<GroupBackplane, BackplaneListener> composed = new IdentityHashMap<>();
		for (GroupBackplane backplane : settings.backplanes()) {
			composed.put(backplane, new Backplane(settings.listeners().apply(backplane),
					each(this.all, (each) -> each.groups(backplane), BackplaneListener.NONE)));
		}
		return settings.withListeners((backplane) -> Objects.requireNonNull(composed.get(backplane)));
	}

	void threads(String pool, HubThreads threads) {
		this.all.get().forEach((each) -> each.threads(pool, threads));
	}

	void ticked(long lateNanos) {
		tell(this.all, (each) -> each.ticked(lateNanos));
	}

	private <L> void tell(Supplier<List<L>> listeners, Consumer<L> event) {
		for (L listener : listeners.get()) {
			this.userCode.run(listener, () -> event.accept(listener));
		}
	}

	private final class Hub implements HubListener {

		private final Supplier<List<HubListener>> listeners;

		Hub(Supplier<List<HubListener>> listeners) {
			this.listeners = listeners;
		}

		@Override
		public void connected(ServerConnection connection) {
			tell(this.listeners, (each) -> each.connected(connection));
		}

		@Override
		public void disconnected(ServerConnection connection, DisconnectReason reason) {
			tell(this.listeners, (each) -> each.disconnected(connection, reason));
		}

		@Override
		public void refused(ServerConnection connection, DisconnectReason reason) {
			tell(this.listeners, (each) -> each.refused(connection, reason));
		}

		@Override
		public Method method(String name) {
			Supplier<List<Method>> methods = each(this.listeners, (each) -> each.method(name), Method.NONE);
			return (nanos, failure) -> tell(methods, (each) -> each.completed(nanos, failure));
		}

	}

	/**
	 * The two events of each heartbeat are passed on by plain calls: those of lambdas,
	 * which all events share, would take a twentieth of an event loop's time.
	 */
	private final class Heartbeats implements HeartbeatListener {

		private final Supplier<List<HeartbeatListener>> listeners;

		Heartbeats(Supplier<List<HeartbeatListener>> listeners) {
			this.listeners = listeners;
		}

		@Override
		public void sent(HubContext connection) {
			for (HeartbeatListener each : this.listeners.get()) {
				try {
					each.sent(connection);
				}
				catch (Throwable ex) {
					HubInstrumentations.this.userCode.failed(each, ex);
				}
			}
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
			for (HeartbeatListener each : this.listeners.get()) {
				try {
					each.acknowledged(connection, roundTripNanos);
				}
				catch (Throwable ex) {
					HubInstrumentations.this.userCode.failed(each, ex);
				}
			}
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

	private final class Backplane implements BackplaneListener {

		/** The listener that the application has set itself. */
		private final BackplaneListener own;

		private final Supplier<List<BackplaneListener>> listeners;

		Backplane(BackplaneListener own, Supplier<List<BackplaneListener>> listeners) {
			this.own = own;
			this.listeners = listeners;
		}

		private void notifyEach(Consumer<BackplaneListener> event) {
			HubInstrumentations.this.userCode.run(this.own, () -> event.accept(this.own));
			tell(this.listeners, event);
		}

		@Override
		public void published(int bytes) {
			notifyEach((each) -> each.published(bytes));
		}

		@Override
		public void received(int bytes) {
			notifyEach((each) -> each.received(bytes));
		}

		@Override
		public void returned(long nanos) {
			notifyEach((each) -> each.returned(nanos));
		}

		@Override
		public void dropped(Drop reason) {
			notifyEach((each) -> each.dropped(reason));
		}

		@Override
		public void subscriptions(int change) {
			notifyEach((each) -> each.subscriptions(change));
		}

		@Override
		public void presenceFailed() {
			notifyEach(BackplaneListener::presenceFailed);
		}

		@Override
		public void stateChanged(boolean up) {
			notifyEach((each) -> each.stateChanged(up));
		}

	}

}
