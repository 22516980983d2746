package io.github.magiconion4j.autoconfigure.groups;

import java.io.IOException;
import java.time.Duration;

import ch.qos.logback.classic.Level;
import io.github.magiconion4j.testing.LogCapture;
import io.nats.client.Connection;
import io.nats.client.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class NatsErrorsTest {

	@RegisterExtension
	final LogCapture captured = LogCapture.of(NatsErrors.class);

	private final Connection connection = mock(Connection.class);

	private long now;

	private final NatsErrors errors = new NatsErrors(() -> this.now);

	/** By default, the client logs each attempt to connect as an error. */
	@Test
	void theOwnConnectionHasIt() {
		assertThat(NatsConnections.complete(new Options.Builder()).getErrorListener()).isInstanceOf(NatsErrors.class);
	}

	@Test
	void failuresToConnectAreLoggedElsewhere() {
		for (int i = 0; i < 100; i++) {
			this.errors.exceptionOccurred(this.connection, new IOException("Connection refused"));
		}
		assertThat(this.captured.events()).noneMatch((event) -> event.getLevel().isGreaterOrEqual(Level.INFO));
	}

	@Test
	void errorsOfTheServerAreLoggedOnceAMinute() {
		for (int i = 0; i < 120; i++) {
			this.errors.errorOccurred(this.connection, "Permissions Violation for Publish to \"Multicaster\n\"");
			this.now += Duration.ofSeconds(1).toNanos();
		}
		assertThat(this.captured.lines()).hasSize(2)
			.allMatch((line) -> line.contains("Permissions Violation for Publish") && !line.contains("\n"));
	}

}
