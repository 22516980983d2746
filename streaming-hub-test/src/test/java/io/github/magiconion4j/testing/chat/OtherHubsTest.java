package io.github.magiconion4j.testing.chat;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.testing.InProcessHubs;
import io.github.magiconion4j.testing.RecordingReceiver;
import io.github.magiconion4j.testing.autoconfigure.StreamingHubTest;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A test that names its hubs has no others, nor their dependencies.
 */
@StreamingHubTest(hubs = StreamingHubBase.class, // none of the application's
		properties = { "magiconion.streaming-hub.heartbeat.hubs.ChatHub.enabled=false",
				"magiconion.streaming-hub.server.hubs.ChatHub.same-user=kick" })
class OtherHubsTest {

	@Autowired
	private InProcessHubs hubs;

	@Test
	void otherHubsAreNotLoaded(@Autowired ApplicationContext context) {
		assertThat(context.containsBean("defaultChatHub")).isFalse();
		ChatHubReceiver receiver = RecordingReceiver.of(ChatHubReceiver.class).receiver();
		assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> this.hubs.connect(ChatHub.class, receiver))
			.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(Status.Code.UNIMPLEMENTED.value()));
	}

}
