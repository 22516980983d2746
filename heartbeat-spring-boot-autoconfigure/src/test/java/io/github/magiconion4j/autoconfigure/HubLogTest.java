package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is logged, at which level, and how often.
 */
class HubLogTest {

	private final Logger logger = (Logger) LoggerFactory.getLogger(HubLog.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final LocalHub hub = new LocalHub();

	private long now;

	private final HubLog log = new HubLog(Runnable::run, () -> this.now);

	@BeforeEach
	void serve() throws Exception {
		this.hub.serve(this.log);
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void close() {
		this.logger.detachAppender(this.lines);
		this.hub.close();
	}

	private List<String> texts() {
		return this.lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private ServerConnection connection() {
		return this.hub.server().connections().findAny().orElseThrow();
	}

	@Test
	void theEndOfAConnectionIsOneLineWithReasonAndStatistics() throws Exception {
		this.hub.connect(1);
		this.hub.acknowledgeAfter(20);
		ServerConnection connection = connection();
		this.hub.clients().get(0).cancel();
		assertThat(this.lines.list).singleElement().satisfies((line) -> {
			assertThat(line.getLevel()).isEqualTo(Level.INFO);
			assertThat(line.getFormattedMessage()).isEqualTo("IHub/" + connection.connectionId()
					+ " disconnected: CLIENT_RESET (the client, or the transport to it, is gone) after 1020.000 ms, "
					+ "idle for 0.000 ms, latency 20.000 ms, smoothed 20.000 ms, minimum 20.000 ms, "
					+ "1 heartbeats sent, 0 unanswered");
			assertThat(line.getKeyValuePairs()).extracting((pair) -> pair.key + "=" + pair.value)
				.containsExactly("hub=IHub", "connection=" + connection.connectionId(), "reason=CLIENT_RESET");
		});
	}

	@Test
	void endsThatMayNeedAttentionAreWarnings() {
		this.hub.connect(1);
		connection().disconnect(DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER, "does not read"), 8, "slow");
		assertThat(this.lines.list).singleElement().satisfies((line) -> {
			assertThat(line.getLevel()).isEqualTo(Level.WARN);
			assertThat(line.getFormattedMessage()).contains("SLOW_CONSUMER (does not read)").contains("no latency");
		});
	}

	@Test
	void manyShortConnectionsDoNotFillTheLog() {
		int many = HubLog.ENDS_PER_MINUTE + 50;
		this.hub.connect(many);
		this.hub.clients().forEach(TestHubClient::cancel);
		assertThat(texts()).hasSize(HubLog.ENDS_PER_MINUTE);
		this.now += Duration.ofMinutes(1).toNanos();
		this.hub.connect(1);
		this.hub.clients().get(many).cancel();
		assertThat(texts()).hasSize(HubLog.ENDS_PER_MINUTE + 2);
		assertThat(texts().get(HubLog.ENDS_PER_MINUTE))
			.isEqualTo("50 more connections of IHub ended, and were not logged one by one");
	}

	@Test
	void skippedHeartbeatsOfAHubAreLoggedOnceAMinute() {
		this.hub.connect(1);
		HeartbeatListener heartbeats = this.log.heartbeats("IHub");
		for (int second = 0; second < 90; second++) {
			heartbeats.skipped(connection());
			this.now += Duration.ofSeconds(1).toNanos();
		}
		assertThat(texts()).hasSize(2);
		assertThat(texts().get(0)).startsWith("1 heartbeats of IHub were skipped since the last such line");
		assertThat(texts().get(1)).startsWith("60 heartbeats of IHub were skipped since the last such line");
	}

	@Test
	void refusedClientsAreLoggedOnceAMinute() {
		this.hub.connect(1);
		HubListener listener = this.log.connections("IHub");
		DisconnectReason reason = DisconnectReason.of(DisconnectReason.Type.FAULTED, "no ticket 'x\nERROR forged'");
		for (int second = 0; second < 90; second++) {
			listener.refused(connection(), reason);
			this.now += Duration.ofSeconds(1).toNanos();
		}
		assertThat(this.lines.list).hasSize(2).allMatch((line) -> line.getLevel() == Level.WARN);
		assertThat(texts().get(0)).startsWith("IHub refused 1 clients")
			.endsWith("no ticket 'x\\nERROR forged'")
			.doesNotContain("\n");
		assertThat(texts().get(1)).startsWith("IHub refused 60 clients");
	}

	@Test
	void onlyLateTicksAreLoggedOnceAMinute() {
		for (int second = 0; second < 59; second++) {
			this.log.ticked(Duration.ofMillis(2500).toNanos());
			this.log.ticked(Duration.ofMillis(10).toNanos());
			this.now += Duration.ofSeconds(1).toNanos();
		}
		assertThat(texts()).containsExactly(
				"Heartbeats were late 1 times since the last such line, now by 2500.000 ms: the process or its machine was paused");
	}

}
