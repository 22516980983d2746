package io.github.magiconion4j.sample;

import java.util.List;

import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHubBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance per connection. Its methods run one at a time.
 */
@StreamingHubService
class DefaultChatHub extends StreamingHubBase<ChatHubReceiver> implements ChatHub {

	private static final Logger logger = LoggerFactory.getLogger(DefaultChatHub.class);

	private static final int FAILED_PRECONDITION = 9;

	private final ChatRoom room;

	private @Nullable String user;

	DefaultChatHub(ChatRoom room) {
		this.room = room;
	}

	@Override
	public List<String> joinAsync(String newUser) {
		this.user = newUser;
		this.room.tellAll((client) -> client.onJoin(newUser));
		this.room.join(client(), newUser);
		return this.room.users();
	}

	@Override
	public void say(String text) {
		String speaker = this.user;
		if (speaker == null) {
			throw new HubStatusException(FAILED_PRECONDITION, "Join first.");
		}
		this.room.tellAll((client) -> client.onMessage(speaker, text));
	}

	@Override
	protected void onConnected() {
		logger.info("{} connected", context().connectionId());
	}

	@Override
	protected void onDisconnected(DisconnectReason reason) {
		logger.info("{} disconnected: {} ({}), last latency {}", context().connectionId(), reason.type(),
				reason.detail(), context().heartbeat().latency());
		String gone = this.user;
		if (gone != null) {
			this.room.leave(client());
			this.room.tellAll((client) -> client.onLeave(gone));
		}
	}

}
