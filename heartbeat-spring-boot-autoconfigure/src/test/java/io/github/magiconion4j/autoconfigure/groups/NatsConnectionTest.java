package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;

import io.nats.client.Connection;
import io.nats.client.Options;
import io.nats.client.Statistics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * A connection that the application owns cannot be replaced, and reconnects by itself
 * unless it is closed.
 */
class NatsConnectionTest {

	private final Connection connection = mock(Connection.class);

	private final NatsBackplane backplane = new NatsBackplane(NatsConnections.of(this.connection), 1 << 20,
			Duration.ofSeconds(15));

	@Test
	void theTextSaysWhatToDoIfItIsClosed() {
		given(this.connection.getStatus()).willReturn(Connection.Status.CLOSED);
		for (int i = 0; i < 2; i++) {
			assertThatIllegalStateException().isThrownBy(this.backplane::open)
				.withMessageContaining("closed for good")
				.withMessageContaining("remove the bean");
		}
		assertThat(this.backplane.longestDelayMillis()).isEqualTo(AbstractBackplane.LONGEST_DELAY_MILLIS);
	}

	@Test
	void theTextHasItsLastError() throws Exception {
		given(this.connection.getStatus()).willReturn(Connection.Status.RECONNECTING);
		given(this.connection.getLastError()).willReturn("Authorization Violation");
		given(this.connection.getOptions()).willReturn(new Options.Builder().build());
		given(this.connection.getStatistics()).willReturn(mock(Statistics.class));
		assertThatIllegalStateException().isThrownBy(this.backplane::open)
			.withMessage("The NATS connection is RECONNECTING, its last error: Authorization Violation");
		given(this.connection.getStatus()).willReturn(Connection.Status.CONNECTED);
		assertThat(this.backplane.open()).isNotNull();
		this.backplane.close();
	}

}
