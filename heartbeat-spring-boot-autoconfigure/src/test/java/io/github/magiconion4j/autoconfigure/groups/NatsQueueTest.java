package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;

import io.nats.client.Connection;
import io.nats.client.Options;
import io.nats.client.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.github.magiconion4j.autoconfigure.groups.AbstractBackplaneTests.patiently;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * The client of NATS blocks the thread that publishes while its queue is full, so nothing
 * is published then.
 */
class NatsQueueTest {

	private final Connection connection = mock(Connection.class);

	private final NatsBackplane backplane = new NatsBackplane(NatsConnections.of(this.connection), 1 << 20,
			Duration.ofSeconds(15));

	@AfterEach
	void close() {
		this.backplane.close();
	}

	private Session session(int mostMessages) throws Exception {
		given(this.connection.getStatus()).willReturn(Connection.Status.CONNECTED);
		given(this.connection.getOptions())
			.willReturn(new Options.Builder().maxMessagesInOutgoingQueue(mostMessages).build());
		given(this.connection.getStatistics()).willReturn(mock(Statistics.class));
		return this.backplane.open();
	}

	@Test
	void nothingIsPublishedIntoAQueueThatIsAlmostFull() throws Exception {
		given(this.connection.outgoingPendingMessageCount()).willReturn(4900L);
		Session session = session(5000);
		patiently().untilAsserted(
				() -> assertThatIllegalStateException().isThrownBy(() -> session.publish("room", new byte[1]))
					.withMessageContaining("too much"));
		clearInvocations(this.connection);
		assertThatIllegalStateException().isThrownBy(() -> session.publish("room", new byte[1]));
		verify(this.connection, never()).publish(anyString(), any(byte[].class));
	}

	@Test
	void aQueueMayHaveNoLimit() throws Exception {
		Session session = session(0);
		for (int i = 0; i < 100_000; i++) {
			session.publish("room", new byte[1]);
		}
		verify(this.connection, times(100_000)).publish(anyString(), any(byte[].class));
	}

}
