package io.github.magiconion4j.interop.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.interop.client.Run.Connection;
import io.github.magiconion4j.interop.client.Scenarios.Scenario;
import io.github.magiconion4j.interop.hubs.IInteropHub;
import io.grpc.ManagedChannel;
import io.grpc.Status;

import static io.github.magiconion4j.interop.client.Checks.check;
import static io.github.magiconion4j.interop.client.Checks.equal;
import static io.github.magiconion4j.interop.client.Checks.failure;
import static io.github.magiconion4j.interop.client.Checks.get;
import static io.github.magiconion4j.interop.client.Checks.until;

/**
 * The scenarios without server heartbeats, with the names and checks of the peers.
 */
final class HubScenarios {

	private HubScenarios() {
	}

	static Map<String, Scenario> all() {
		Map<String, Scenario> all = new LinkedHashMap<>();
		all.put("connect-and-dispose", (run) -> run.connect().close());
		all.put("noop", HubScenarios::noop);
		all.put("add", HubScenarios::add);
		all.put("echo-text", HubScenarios::echoText);
		all.put("echo-payload", HubScenarios::echoPayload);
		all.put("null", HubScenarios::nullText);
		all.put("order-1000", HubScenarios::order1000);
		all.put("error-internal", HubScenarios::errorInternal);
		all.put("error-status", HubScenarios::errorStatus);
		all.put("fire-and-forget", HubScenarios::fireAndForget);
		all.put("broadcast-group", HubScenarios::broadcastGroup);
		all.put("group-left-on-disconnect", HubScenarios::groupLeftOnDisconnect);
		all.put("broadcast-payload", HubScenarios::broadcastPayload);
		all.put("client-result", HubScenarios::clientResult);
		all.put("client-result-error", HubScenarios::clientResultError);
		all.put("connection-id", HubScenarios::connectionId);
		all.put("many-hubs-one-channel", HubScenarios::manyHubsOneChannel);
		all.put("client-heartbeat", HubScenarios::clientHeartbeat);
		return all;
	}

	private static void noop(Run run) {
		try (Connection<IInteropHub> c = run.connect()) {
			get(c.hub().noopAsync());
		}
	}

	private static void add(Run run) {
		try (Connection<IInteropHub> c = run.connect()) {
			equal(5, c.hub().addAsync(2, 3));
			equal(-1, c.hub().addAsync(Integer.MAX_VALUE, Integer.MIN_VALUE));
		}
	}

	private static void echoText(Run run) {
		try (Connection<IInteropHub> c = run.connect()) {
			for (String text : List.of("", "a", "x".repeat(40), "y".repeat(70_000), "한글 🎮")) {
				equal(text, get(c.hub().echoAsync(text)));
			}
		}
	}

	private static void echoPayload(Run run) throws Exception {
		try (Connection<IInteropHub> c = run.connect()) {
			equal(SamplePayload.bytes(SamplePayload.create()),
					SamplePayload.bytes(c.hub().echoPayloadAsync(SamplePayload.create())));
		}
	}

	private static void nullText(Run run) {
		try (Connection<IInteropHub> c = run.connect()) {
			equal(null, c.hub().nullAsync(null));
			equal("n", c.hub().nullAsync("n"));
		}
	}

	private static void order1000(Run run) {
		try (Connection<AsyncAdder> c = run.connect(AsyncAdder.class, run.channel(), (options) -> options)) {
			List<CompletionStage<Integer>> results = new ArrayList<>();
			for (int i = 0; i < 1000; i++) {
				results.add(c.hub().addAsync(i, 1));
			}
			for (int i = 0; i < 1000; i++) {
				equal(i + 1, get(results.get(i)));
			}
		}
	}

	private static void errorInternal(Run run) throws Exception {
		try (Connection<IInteropHub> c = run.connect()) {
			HubStatusException e = failure(() -> get(c.hub().failAsync("boom")));
			equal(Status.Code.INTERNAL.value(), e.statusCode());
			check(!String.valueOf(e.detail()).contains("boom"), "leaks the exception text: " + e.detail());
			equal(3, c.hub().addAsync(1, 2));
		}
	}

	private static void errorStatus(Run run) throws Exception {
		int code = Status.Code.FAILED_PRECONDITION.value();
		try (Connection<IInteropHub> c = run.connect()) {
			HubStatusException e = failure(() -> get(c.hub().failWithStatusAsync(code, "not now")));
			equal(code, e.statusCode());
			equal("not now", String.valueOf(e.detail()));
		}
	}

	private static void fireAndForget(Run run) throws InterruptedException {
		try (Connection<IInteropHub> c = run.connect()) {
			get(c.client().fireAndForget().tickMeAsync(3));
			until(() -> c.receiver().ticks.get() == 3, "3 ticks");
		}
	}

	private static void broadcastGroup(Run run) throws InterruptedException {
		try (Connection<IInteropHub> a = run.connect();
				Connection<IInteropHub> b = run.connect();
				Connection<IInteropHub> d = run.connect()) {
			List<String> heardByA = a.receiver().messages;
			List<String> heardByB = b.receiver().messages;
			String room = UUID.randomUUID().toString();
			equal(1, a.hub().joinAsync(room, "a"));
			equal(2, b.hub().joinAsync(room, "b"));
			d.hub().joinAsync(room + "x", "d");
			get(a.hub().sayAsync("hi"));
			until(() -> heardByA.size() == 1 && heardByB.size() == 1, "both hear");
			equal("a: hi", heardByB.get(0));
			get(b.hub().sayToOthersAsync("psst"));
			until(() -> heardByA.size() == 2, "a hears");
			hearAllThatWasSent(b);
			hearAllThatWasSent(d);
			equal(1, heardByB.size());
			equal(0, d.receiver().messages.size());
			get(b.hub().leaveAsync());
			get(a.hub().sayAsync("bye"));
			until(() -> heardByA.size() == 3, "a hears itself");
			hearAllThatWasSent(b);
			equal(1, heardByB.size());
		}
	}

	/**
	 * Messages of a connection are ordered: everything that was sent before a tick
	 * arrives before it.
	 */
	static void hearAllThatWasSent(Connection<IInteropHub> c) throws InterruptedException {
		int before = c.receiver().ticks.get();
		get(c.hub().tickMeAsync(1));
		until(() -> c.receiver().ticks.get() == before + 1, "a tick");
	}

	private static void groupLeftOnDisconnect(Run run) throws InterruptedException {
		String room = UUID.randomUUID().toString();
		try (Connection<IInteropHub> a = run.connect()) {
			try (Connection<IInteropHub> b = run.connect()) {
				a.hub().joinAsync(room, "a");
				b.hub().joinAsync(room, "b");
			}
			try (Connection<IInteropHub> e = run.connect()) {
				until(() -> e.hub().joinAsync(room, "e") == 2, "b has left");
			}
		}
	}

	private static void broadcastPayload(Run run) throws Exception {
		try (Connection<IInteropHub> c = run.connect()) {
			get(c.hub().sendPayloadToMeAsync(SamplePayload.create()));
			until(() -> c.receiver().payloads.size() == 1, "payload");
			equal(SamplePayload.bytes(SamplePayload.create()), SamplePayload.bytes(c.receiver().payloads.get(0)));
		}
	}

	private static void clientResult(Run run) {
		try (Connection<IInteropHub> c = run.connect()) {
			equal(84, get(c.hub().askMeAsync(42)));
			equal("p7", get(c.hub().askMyNameAsync("p", 7)));
		}
	}

	private static void clientResultError(Run run) {
		try (Connection<IInteropHub> c = run.connect()) {
			String text = get(c.hub().askMeToFailAsync("why"));
			check(text.startsWith("Internal: ") && text.contains("why"), text);
		}
	}

	private static void connectionId(Run run) {
		try (Connection<IInteropHub> a = run.connect(); Connection<IInteropHub> b = run.connect()) {
			check(!a.hub().connectionIdAsync().equals(b.hub().connectionIdAsync()), "same id");
		}
	}

	private static void manyHubsOneChannel(Run run) {
		ManagedChannel channel = run.channel();
		List<Connection<IInteropHub>> hubs = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			hubs.add(run.connect(IInteropHub.class, channel, (options) -> options));
		}
		for (int i = 0; i < 50; i++) {
			equal(i + 1, hubs.get(i).hub().addAsync(i, 1));
		}
		hubs.forEach(Connection::close);
	}

	private static void clientHeartbeat(Run run) throws InterruptedException {
		Queue<Duration> roundTrips = new ConcurrentLinkedQueue<>();
		try (Connection<IInteropHub> c = run
			.connect((options) -> options.withClientHeartbeatInterval(Duration.ofMillis(50))
				.withClientHeartbeatTimeout(Duration.ofSeconds(2))
				.withClientHeartbeatResponseReceived((event) -> roundTrips.add(event.roundTripTime())))) {
			until(() -> roundTrips.size() >= 10, "10 client heartbeats answered");
			check(roundTrips.stream().allMatch((time) -> !time.isNegative() && time.toMillis() < 1000),
					"round trip time");
			equal(3, c.hub().addAsync(1, 2));
		}
	}

}
