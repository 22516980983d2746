package io.github.magiconion4j.testing.chat;

import java.time.Duration;
import java.util.List;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.InProcessHubs;
import io.github.magiconion4j.testing.RecordingReceiver;
import io.github.magiconion4j.testing.autoconfigure.StreamingHubTest;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;

/**
 * The same tests in Spring: the hub with its dependencies.
 */
@StreamingHubTest(properties = { "magiconion.streaming-hub.heartbeat.interval=30s",
		"magiconion.streaming-hub.heartbeat.timeout=5s" })
class ChatSliceTest {

	@Autowired
	private InProcessHubs hubs;

	@Autowired
	private FakeTime time;

	@MockitoBean
	private History history;

	private final RecordingReceiver<ChatHubReceiver> alice = RecordingReceiver.of(ChatHubReceiver.class)
		.answer("confirmAsync", (arguments) -> true);

	private HubClient<ChatHub> join(RecordingReceiver<ChatHubReceiver> receiver, String user) {
		HubClient<ChatHub> client = this.hubs.connect(ChatHub.class, receiver.receiver());
		assertThat(client.hub().joinAsync("room", user)).isCompleted();
		return client;
	}

	@Test
	void messagesAreDeliveredAndStored() {
		HubClient<ChatHub> client = join(this.alice, "alice");
		client.hub().say("hello");
		assertThat(this.alice.calls("onMessage")).containsExactly(List.of("alice", "hello"));
		verify(this.history).add("alice", "hello");
	}

	@Test
	void clientsOfOtherTestsAreGone() {
		HubClient<ChatHub> client = this.hubs.connect(ChatHub.class, this.alice.receiver());
		assertThat(client.hub().joinAsync("room", "alice")).isCompletedWithValue(1);
	}

	@Test
	void filtersAndConstraintsApply() {
		HubClient<ChatHub> client = this.hubs.connect(ChatHub.class, this.alice.receiver());
		assertThat(client.hub().joinAsync("noisy", "alice")).isCompletedExceptionally()
			.failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(HubStatusException.class)
			.withMessageContaining("too noisy");
		assertThat(client.hub().joinAsync(" ", "alice")).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(HubStatusException.class,
					(failure) -> assertThat(failure.statusCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value()));
	}

	@Test
	void theRoomIsNotifiedOfADeadClient() {
		RecordingReceiver<ChatHubReceiver> bob = RecordingReceiver.of(ChatHubReceiver.class)
			.answer("confirmAsync", (arguments) -> true);
		join(this.alice, "alice");
		this.hubs.cutConnections();
		join(bob, "bob");
		this.time.advance(Duration.ofSeconds(70));
		assertThat(bob.calls("onMessage")).containsExactly(List.of("alice", "gone: HEARTBEAT_TIMEOUT"));
	}

	@Test
	void otherBeansOfTheApplicationAreNotLoaded(@Autowired ApplicationContext context) {
		assertThat(context.getBeanNamesForType(StreamingHubAutoConfiguration.class)).hasSize(1);
		assertThat(context.containsBean("applicationTaskExecutor")).isFalse();
		assertThat(context.containsBean("forgottenComponent")).isFalse();
	}

}
