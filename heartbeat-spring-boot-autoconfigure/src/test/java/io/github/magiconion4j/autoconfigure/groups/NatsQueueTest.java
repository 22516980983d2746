package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;

import io.nats.client.Connection;
import io.nats.client.Options;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * The client of NATS blocks the thread that publishes while its queue is full, so nothing
 * is published then.
 */
class NatsQueueTest {

	private final Connection connection = mock(Connection.class);

	private final NatsBackplane backplane = new NatsBackplane(NatsConnections.of(this.connection), 1 << 20,
			Duration.ofSeconds(15));

	private Session session(int mostMessages) throws Exception {
		given(this.connection.getStatus()).willReturn(Connection.Status.CONNECTED);
		given(this.connection.getOptions())
			.willReturn(new Options.Builder().maxMessagesInOutgoingQueue(mostMessages).build());
		return this.backplane.open();
	}

	@Test
	void nothingIsPublishedIntoAQueueThatIsAlmostFull() throws Exception {
		Session session = session(5000);
		given(this.connection.outgoingPendingMessageCount()).willReturn(4900L);
		assertThatIllegalStateException().isThrownBy(() -> session.publish("room", new byte[1]))
			.withMessageContaining("too many messages");
		verify(this.connection, never()).publish(anyString(), any(byte[].class));
	}

	@Test
	void aQueueMayBeHalfFullOrWithoutALimit() throws Exception {
		Session session = session(5000);
		given(this.connection.outgoingPendingMessageCount()).willReturn(2500L);
		assertThatCode(() -> session.publish("room", new byte[1])).doesNotThrowAnyException();
		Session unlimited = session(0);
		given(this.connection.outgoingPendingMessageCount()).willReturn(1_000_000L);
		assertThatCode(() -> unlimited.publish("room", new byte[1])).doesNotThrowAnyException();
	}

}
