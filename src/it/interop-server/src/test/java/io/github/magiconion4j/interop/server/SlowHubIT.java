package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.magiconion4j.protocol.ServerMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hub is busy for longer than the timeout, on the only thread for hub methods. Neither
 * its client nor others are disconnected.
 */
class SlowHubIT {

	private static final int QUEUED = 10_000;

	/** 1500 milliseconds in MessagePack. */
	private static final int[] LONGER_THAN_THE_TIMEOUT = { 0xcd, 0x05, 0xdc };

	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=300ms",
			"--magiconion.streaming-hub.heartbeat.timeout=1s", "--magiconion.streaming-hub.server.threads=1");

	@Test
	void answersAllCallsInTheirOrder() throws Exception {
		try (InteropClient busy = InteropClient.connect(server.grpcPort());
				InteropClient other = InteropClient.connect(server.grpcPort())) {
			String otherId = other.connectionId();
			Map<Integer, Integer> sums = new LinkedHashMap<>();
			for (int i = 0; i < 3; i++) {
				busy.call("SlowAsync", LONGER_THAN_THE_TIMEOUT);
				sums.put(busy.call("AddAsync", 0x92, i, 1), i + 1);
			}
			for (int i = 0; i < QUEUED; i++) {
				sums.put(busy.call("AddAsync", 0x92, i % 100, 1), i % 100 + 1);
			}
			for (Map.Entry<Integer, Integer> sum : sums.entrySet()) {
				assertThat(nextSum(busy)).isEqualTo(sum);
			}
			InteropClient.stayOpen(Duration.ofSeconds(2), List.of(busy, other));
			assertThat(other.connectionId()).isEqualTo(otherId);
			assertThat(other.ackCount()).isPositive();
		}
		assertThat(server.process().output()).doesNotContain("timeout=True");
	}

	/** The next answer with a result, and the number of its call. */
	private static Map.Entry<Integer, Integer> nextSum(InteropClient client) throws Exception {
		ServerMessage.Response answer = client.answer();
		while ((answer.body().toBytes()[0] & 0xff) == InteropClient.NIL) {
			answer = client.answer();
		}
		return Map.entry(answer.messageId(), (int) answer.body().toBytes()[0]);
	}

}
