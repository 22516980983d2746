package io.github.magiconion4j.autoconfigure.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.client.HubClientListener;
import io.github.magiconion4j.hub.DisconnectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of the clients of each hub. They are registered when the first client of the
 * hub connects, on the connecting thread, because meter filters of the application may be
 * slow. They are removed with the application context.
 */
final class ClientMeters implements HubClientListener, AutoCloseable {

	private static final String PREFIX = "magiconion.client.streaminghub.";

	private final OwnMeters own;

	private final Map<String, Meters> hubs = new ConcurrentHashMap<>();

	ClientMeters(MeterRegistry registry) {
		this.own = new OwnMeters(registry);
	}

	@Override
	public void connecting(String serviceName) {
		hub(serviceName);
	}

	@Override
	public void connected(String serviceName) {
		Meters meters = hub(serviceName);
		meters.connections.incrementAndGet();
		meters.connects.increment();
	}

	@Override
	public void reconnected(String serviceName, DisconnectReason lost, long nanos) {
		Objects.requireNonNull(hub(serviceName).reconnects.get(lost.type())).record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void roundTripMeasured(String serviceName, long nanos) {
		hub(serviceName).roundTripTime.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void disconnected(String serviceName, DisconnectReason reason) {
		Meters meters = hub(serviceName);
		meters.connections.decrementAndGet();
		Objects.requireNonNull(meters.disconnections.get(reason.type())).increment();
	}

	private Meters hub(String serviceName) {
		Meters meters = this.hubs.get(serviceName);
		return (meters != null) ? meters : this.hubs.computeIfAbsent(serviceName, (name) -> new Meters(this.own, name));
	}

	@Override
	public void close() {
		this.own.close();
	}

	private static final class Meters {

		final AtomicInteger connections = new AtomicInteger();

		final Counter connects;

		final Timer roundTripTime;

		final Map<DisconnectReason.Type, Counter> disconnections = new EnumMap<>(DisconnectReason.Type.class);

		final Map<DisconnectReason.Type, Timer> reconnects = new EnumMap<>(DisconnectReason.Type.class);

		Meters(OwnMeters own, String serviceName) {
			MeterRegistry registry = own.registry();
			own.add(Gauge.builder(PREFIX + "connections", this.connections, AtomicInteger::get)
				.description("connected clients")
				.tag("rpc.service", serviceName)
				.register(registry));
			this.connects = own.add(Counter.builder(PREFIX + "connects")
				.description("connections that clients have opened")
				.tag("rpc.service", serviceName)
				.register(registry));
			this.roundTripTime = own.add(Timer.builder(PREFIX + "rtt")
				.description("round-trip times of the clients' heartbeats")
				.tag("rpc.service", serviceName)
				.register(registry));
			for (DisconnectReason.Type type : DisconnectReason.Type.values()) {
				this.disconnections.put(type,
						own.add(Counter.builder(PREFIX + "disconnections")
							.description("disconnections of clients, by reason")
							.tag("rpc.service", serviceName)
							.tag("reason", type.name().toLowerCase(Locale.ROOT))
							.register(registry)));
				this.reconnects.put(type,
						own.add(Timer.builder(PREFIX + "reconnects")
							.description("durations between the loss of a client's connection and its reconnection")
							.tag("rpc.service", serviceName)
							.tag("reason", type.name().toLowerCase(Locale.ROOT))
							.register(registry)));
			}
		}

	}

}
