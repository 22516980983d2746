package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.List;

import io.github.magiconion4j.internal.threads.FailureLog;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.LogCapture;
import io.github.magiconion4j.testing.TestHubClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that makes hub code fail does not fill the log.
 */
class FailureLogTest {

	@RegisterExtension
	final LogCapture captured = LogCapture.of(FailureLog.class.getPackageName());

	private long now;

	private final FailureLog log = new FailureLog(() -> this.now);

	private List<String> texts() {
		return this.captured.lines();
	}

	@Test
	void eachKindOfFailureIsLoggedOnceAMinute() {
		for (int i = 0; i < 100; i++) {
			this.log.error("This", new IllegalStateException());
			this.log.error("This", new IllegalArgumentException());
			this.log.error("That", new IllegalStateException());
		}
		assertThat(texts()).hasSize(3);
		this.now += Duration.ofMinutes(1).toNanos();
		this.log.error("This", new IllegalStateException());
		assertThat(texts()).hasSize(4).last().isEqualTo("This failed; 100 times of the kind since the last such line");
		assertThat(this.captured.events().get(3).getThrowableProxy()).isNotNull();
	}

	@Test
	void repeatedFailuresAreLoggedOnce() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			for (int i = 0; i < 100; i++) {
				client.call("Fail", 0xa1, 'x'); // an unexpected exception
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
