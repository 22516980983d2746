package io.github.magiconion4j.interop.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.client.ServerHeartbeatEvent;
import io.github.magiconion4j.interop.client.Run.Connection;
import io.github.magiconion4j.interop.client.Scenarios.Scenario;
import io.github.magiconion4j.interop.hubs.IInteropHub;

import static io.github.magiconion4j.interop.client.Checks.check;
import static io.github.magiconion4j.interop.client.Checks.equal;
import static io.github.magiconion4j.interop.client.Checks.get;
import static io.github.magiconion4j.interop.client.Checks.until;
import static io.github.magiconion4j.interop.client.HubScenarios.hearAllThatWasSent;

/**
 * The scenarios for servers with heartbeats.
 */
final class HeartbeatScenarios {

	private HeartbeatScenarios() {
	}

	static Map<String, Scenario> all() {
		Map<String, Scenario> all = new LinkedHashMap<>();
		all.put("server-heartbeat", HeartbeatScenarios::serverHeartbeat);
		all.put("server-sees-acks-and-latency", HeartbeatScenarios::serverSeesAcksAndLatency);
		all.put("unregister-stops-heartbeats", HeartbeatScenarios::unregisterStopsHeartbeats);
		return all;
	}

	private static void serverHeartbeat(Run run) throws InterruptedException {
		int interval = run.serverInterval();
		List<ServerHeartbeatEvent> heartbeats = new CopyOnWriteArrayList<>();
		try (Connection<IInteropHub> c = run
			.connect((options) -> options.withServerHeartbeatReceived(heartbeats::add))) {
			until(() -> heartbeats.size() >= 4, "4 server heartbeats", interval * 8 + 2000);
			Instant now = Instant.now();
			check(heartbeats.stream()
				.allMatch((heartbeat) -> Duration.between(now, heartbeat.serverTime()).abs().toSeconds() < 30),
					"server time is now");
			check(Duration.between(now, c.client().serverClock().instant()).abs().toSeconds() < 30,
					"the server's clock says now");
			for (int i = 1; i < 4; i++) {
				long gap = Duration.between(heartbeats.get(i - 1).serverTime(), heartbeats.get(i).serverTime())
					.toMillis();
				check(gap > interval * 0.4 && gap < interval * 3 + 200, "gap " + gap);
			}
			String expected = run.expectedMetadata();
			equal(expected.isEmpty() ? null : expected, heartbeats.get(0).metadata(String.class));
		}
	}

	private static void serverSeesAcksAndLatency(Run run) throws InterruptedException {
		int interval = run.serverInterval();
		try (Connection<IInteropHub> c = run.connect()) {
			IInteropHub hub = c.hub();
			check(hub.latencyMillisAsync() == 0, "latency before the first heartbeat");
			until(() -> hub.ackCountAsync() >= 3, "3 acks", interval * 8 + 2000);
			double latency = hub.latencyMillisAsync();
			check(latency > 0 && latency < 1000, "latency " + latency);
			check(hub.millisSinceLastReceivedAsync() < interval * 3L + 500, "last received");
		}
	}

	/** Compares with another connection, whose heartbeats continue. */
	private static void unregisterStopsHeartbeats(Run run) throws InterruptedException {
		int interval = run.serverInterval();
		AtomicInteger count = new AtomicInteger();
		AtomicInteger others = new AtomicInteger();
		try (Connection<IInteropHub> c = run
			.connect((options) -> options.withServerHeartbeatReceived((event) -> count.incrementAndGet()));
				Connection<IInteropHub> other = run
					.connect((options) -> options.withServerHeartbeatReceived((event) -> others.incrementAndGet()))) {
			until(() -> count.get() >= 1, "first heartbeat", interval * 4 + 2000);
			get(c.hub().unregisterHeartbeatAsync());
			untilMore(others, 1, interval); // one may have been in flight
			hearAllThatWasSent(c);
			int before = count.get();
			untilMore(others, 4, interval);
			hearAllThatWasSent(c);
			equal(before, count.get());
			equal(3, c.hub().addAsync(1, 2));
			equal(7, other.hub().addAsync(3, 4));
		}
	}

	private static void untilMore(AtomicInteger heartbeats, int more, int interval) throws InterruptedException {
		int before = heartbeats.get();
		until(() -> heartbeats.get() >= before + more, "heartbeats of another connection",
				interval * (more + 1) * 2 + 5000);
	}

}
