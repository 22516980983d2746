package io.github.magiconion4j.testing.chat;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.StreamingHubBase;
import org.jspecify.annotations.Nullable;

/**
 * A hub with rooms.
 */
@StreamingHubService
public class DefaultChatHub extends StreamingHubBase<ChatHubReceiver> implements ChatHub {

	private final History history;

	private @Nullable HubGroup<ChatHubReceiver> room;

	private String user = "";

	public DefaultChatHub(History history) {
		this.history = history;
	}

	@Override
	public CompletionStage<Integer> joinAsync(String name, String who) {
		return client().confirmAsync("Join " + name + "?").thenApply((yes) -> {
			this.user = who;
			this.room = yes ? group().add(name) : null;
			return (this.room != null) ? this.room.count() : 0;
		});
	}

	@Override
	public void say(String text) {
		this.history.add(this.user, text);
		Objects.requireNonNull(this.room).all().onMessage(this.user, text);
	}

	@Override
	protected void onDisconnected(DisconnectReason reason) {
		if (this.room != null) {
			this.room.all().onMessage(this.user, "gone: " + reason.type());
		}
	}

}
