package io.github.magiconion4j.testing;

import java.time.Duration;
import java.util.List;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.testing.chat.ChatHub;
import io.github.magiconion4j.testing.chat.ChatHubReceiver;
import io.github.magiconion4j.testing.chat.DefaultChatHub;
import io.github.magiconion4j.testing.chat.History;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Typical tests of hubs, without Spring.
 */
class ChatHubTest {

	private final FakeTime time = new FakeTime();

	private final InProcessHub<ChatHubReceiver, ChatHub> chat = InProcessHub.start(this.time, ChatHub.class,
			() -> new DefaultChatHub(mock(History.class)),
			HeartbeatSettings.of(Duration.ofSeconds(30), Duration.ofSeconds(5)), null);

	private final RecordingReceiver<ChatHubReceiver> alice = RecordingReceiver.of(ChatHubReceiver.class)
		.answer("confirmAsync", (arguments) -> true);

	private final RecordingReceiver<ChatHubReceiver> bob = RecordingReceiver.of(ChatHubReceiver.class)
		.answer("confirmAsync", (arguments) -> true);

	@AfterEach
	void close() {
		this.chat.close();
	}

	@Test
	void joinReturnsTheNumberOfMembers() {
		HubClient<ChatHub> client = this.chat.connect(this.alice.receiver());
		assertThat(client.hub().joinAsync("room", "alice")).isCompletedWithValue(1);
		assertThat(this.alice.calls("confirmAsync")).containsExactly(List.of("Join room?"));
	}

	@Test
	void allMembersOfTheRoomReceiveAMessage() {
		HubClient<ChatHub> client = this.chat.connect(this.alice.receiver());
		client.hub().joinAsync("room", "alice");
		this.chat.connect(this.bob.receiver()).hub().joinAsync("room", "bob");
		client.hub().say("hello");
		assertThat(this.alice.calls("onMessage")).containsExactly(List.of("alice", "hello"));
		assertThat(this.bob.calls("onMessage")).containsExactly(List.of("alice", "hello"));
	}

	@Test
	void theRoomIsNotifiedOfADeadClient() {
		this.chat.connect(this.alice.receiver()).hub().joinAsync("room", "alice");
		this.chat.cutConnections(); // her messages and acknowledgements no longer arrive
		this.chat.connect(this.bob.receiver()).hub().joinAsync("room", "bob");
		this.time.advance(Duration.ofSeconds(35)); // interval and timeout
		assertThat(this.bob.calls("onMessage")).containsExactly(List.of("alice", "gone: HEARTBEAT_TIMEOUT"));
	}

}
