package io.github.magiconion4j.autoconfigure.groups;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.magiconion4j.testing.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTest {

	@RegisterExtension
	final LogCapture captured = LogCapture.of(Failures.class);

	private long now;

	private final Failures failures = new Failures("redis", () -> this.now);

	@Test
	void theFirstIsLoggedAndThenOneAMinute() {
		Exception refused = new IllegalStateException("Unable to connect to example:6379",
				new IOException("Connection refused"));
		String text = "Unable to connect to example:6379: Connection refused";
		for (int i = 0; i < 60; i++) {
			this.failures.add(refused);
			this.now += Duration.ofSeconds(1).toNanos();
		}
		this.failures.add(refused);
		assertThat(this.captured.events()).filteredOn((event) -> event.getLevel() == Level.WARN)
			.extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("redis cannot be used, 1 failures since the last such line: " + text,
					"redis cannot be used, 60 failures since the last such line: " + text);
	}

	@Test
	void theLastIsKnownUntilItIsOver() {
		assertThat(this.failures.last()).isEmpty();
		this.failures.add(new TimeoutException());
		assertThat(this.failures.last()).contains("TimeoutException");
		this.failures.add(new ExecutionException(new IllegalStateException("NOPERM no permission")));
		assertThat(this.failures.last()).contains("java.lang.IllegalStateException: NOPERM no permission");
		this.failures.clear();
		assertThat(this.failures.last()).isEmpty();
	}

	@Test
	void secretsAreLeftOut() {
		this.failures.add(new IOException("Unable to connect to nats://ada:pa/s@s@one:4222, nats://token@two:4222"));
		assertThat(this.failures.last()).contains("Unable to connect to nats://one:4222, nats://two:4222");
		this.failures.add(new IllegalStateException(
				"ERR unknown command `HELLO`, with args beginning with: `3`, `AUTH`, `default`, `secret`"));
		assertThat(this.failures.last()).contains("ERR unknown command `HELLO`");
		assertThat(this.captured.lines().toString()).doesNotContain("token", "pa/s", "secret");
	}

}
