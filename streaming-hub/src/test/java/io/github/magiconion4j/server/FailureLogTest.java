package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that makes hub code fail does not fill the log.
 */
class FailureLogTest {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.magiconion4j.server");

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private long now;

	private final FailureLog log = new FailureLog(() -> this.now);

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void stop() {
		this.logger.detachAppender(this.lines);
	}

	private List<String> texts() {
		return this.lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Test
	void eachKindOfFailureIsALineAMinute() {
		for (int i = 0; i < 100; i++) {
			this.log.error("This", new IllegalStateException());
			this.log.error("This", new IllegalArgumentException());
			this.log.error("That", new IllegalStateException());
		}
		assertThat(texts()).hasSize(3);
		this.now += Duration.ofMinutes(1).toNanos();
		this.log.error("This", new IllegalStateException());
		assertThat(texts()).hasSize(4).last().isEqualTo("This failed; 100 times of the kind since the last such line");
		assertThat(this.lines.list.get(3).getThrowableProxy()).isNotNull();
	}

	@Test
	void callsThatFailAgainAndAgainAreALineEach() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			for (int i = 0; i < 100; i++) {
				client.call("Fail", 0xa1, 'x'); // an accident
				client.fireAndForget("Fail", 0xa3, 'h', 'u', 'b'); // a status
				client.fireAndForget("Tell", 0x01); // arguments that cannot be read
			}
			client.call("Add", 0x92, 1, 2);
			client.next(ServerMessage.Response.class);
		}
		assertThat(texts().stream().filter((text) -> text.contains("Fail failed;"))).hasSize(1);
		assertThat(texts().stream().filter((text) -> text.contains("Fail failed: status 99"))).hasSize(1);
		assertThat(texts().stream().filter((text) -> text.contains("Tell failed: status 3"))).hasSize(1);
	}

}
