package io.github.magiconion4j.sample;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.testing.InProcessHubs;
import io.github.magiconion4j.testing.RecordingReceiver;
import io.github.magiconion4j.testing.RecordingReceiver.Call;
import io.github.magiconion4j.testing.autoconfigure.StreamingHubTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The hub alone, without a gRPC server and a web server, on the current Boot.
 */
@StreamingHubTest
class ChatHubTest {

	@Autowired
	private InProcessHubs hubs;

	@MockitoBean
	private LiveData live;

	private final RecordingReceiver<ChatHubReceiver> alice = RecordingReceiver.of(ChatHubReceiver.class);

	private final RecordingReceiver<ChatHubReceiver> bob = RecordingReceiver.of(ChatHubReceiver.class);

	@Test
	void allMembersReceiveJoinsAndMessages() {
		HubClient<ChatHub> first = this.hubs.connect(ChatHub.class, this.alice.receiver());
		assertThat(first.hub().joinAsync("room", "alice")).isEqualTo(1);
		HubClient<ChatHub> second = this.hubs.connect(ChatHub.class, this.bob.receiver());
		assertThat(second.hub().joinAsync("room", "bob")).isEqualTo(2);
		second.hub().say("hello");
		assertThat(this.alice.calls()).containsExactly(Call.of("onJoin", "bob"), Call.of("onMessage", "bob", "hello"));
		assertThat(this.bob.calls()).containsExactly(Call.of("onMessage", "bob", "hello"));
	}

	@Test
	void whoJoinsAnotherRoomLeavesTheFirst() {
		HubClient<ChatHub> first = this.hubs.connect(ChatHub.class, this.alice.receiver());
		first.hub().joinAsync("room", "alice");
		HubClient<ChatHub> second = this.hubs.connect(ChatHub.class, this.bob.receiver());
		second.hub().joinAsync("room", "bob");
		assertThat(second.hub().joinAsync("kitchen", "robert")).isEqualTo(1);
		first.hub().say("where are you?");
		assertThat(this.alice.calls()).containsExactly(Call.of("onJoin", "bob"), Call.of("onLeave", "bob"),
				Call.of("onMessage", "alice", "where are you?"));
		assertThat(this.bob.calls()).isEmpty();
	}

}
