package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Some clients are sent as many messages as they can read, without a pause. The
 * acknowledgements of other clients on the same transport threads are still read in time.
 */
class FloodIT {

	private static final int FLOODED = 4;

	private static final Duration FLOOD = Duration.ofSeconds(8);

	/** 100 000 messages. */
	private static final int[] TICKS = { 0xce, 0x00, 0x01, 0x86, 0xa0 };

	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=300ms",
			"--magiconion.streaming-hub.heartbeat.timeout=3s",
			"--magiconion.streaming-hub.server.max-outbound-bytes=256MB");

	private final HubLog log = new HubLog(server);

	private final Actuator actuator = new Actuator(server);

	@Test
	void noClientTimesOutDuringAFlood() throws Exception {
		List<InteropClient> flooded = InteropClient.connect(FLOODED, server.grpcPort(), InteropClient.INTEROP_HUB);
		// whether these read in time does not matter
		for (InteropClient client : flooded) {
			this.actuator.send("POST", "streaminghubs/" + client.connectionId(), "{\"heartbeat\": \"suspend\"}");
		}
		flood(flooded, (calls) -> calls == 2); // or the compiler is slow
		try (ClientProcess one = ClientProcess.start(server.grpcPort());
				ClientProcess another = ClientProcess.start(server.grpcPort())) {
			List<String> ids = List.of(one.connectionId(), another.connectionId());
			long end = System.nanoTime() + FLOOD.toNanos();
			flood(flooded, (calls) -> System.nanoTime() - end > 0);
			for (String id : ids) {
				assertThat(this.log.disconnected(id)).isEmpty();
			}
		}
		InteropClient.closeAll(flooded);
	}

	private static void flood(List<InteropClient> clients, LongPredicate enough) throws Exception {
		List<CompletableFuture<Void>> floods = new ArrayList<>();
		for (InteropClient client : clients) {
			floods.add(CompletableFuture.runAsync(() -> flood(client, enough), (run) -> new Thread(run).start()));
		}
		CompletableFuture.allOf(floods.toArray(CompletableFuture[]::new)).get(2, TimeUnit.MINUTES);
	}

	private static void flood(InteropClient client, LongPredicate enough) {
		try {
			long calls = 0;
			for (; !enough.test(calls); calls++) {
				client.call("TickMeAsync", TICKS);
				client.answer();
			}
			System.out.println(calls + "00000 messages");
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
