package io.github.magiconion4j.sample;

import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * One instance per connection. Its methods run one at a time.
 */
@StreamingHubService
class DefaultChatHub extends StreamingHubBase<ChatHubReceiver> implements ChatHub {

	private final LiveData live;

	private @Nullable HubGroup<ChatHubReceiver> room;

	private String user = "";

	DefaultChatHub(LiveData live) {
		this.live = live;
	}

	@Override
	public int joinAsync(String name, String newUser) {
		HubGroup<ChatHubReceiver> before = this.room;
		if (before != null) {
			before.leave();
			before.all().onLeave(this.user);
		}
		this.user = newUser;
		context().attributes().put(LiveData.USER, newUser);
		HubGroup<ChatHubReceiver> joined = group().add(name);
		this.room = joined;
		joined.except(context().connectionId()).onJoin(newUser);
		return joined.count();
	}

	@Override
	public void say(String text) {
		HubGroup<ChatHubReceiver> joined = this.room;
		if (joined == null) {
			throw new HubStatusException(Status.Code.FAILED_PRECONDITION, "Join first.");
		}
		joined.all().onMessage(this.user, text);
	}

	@Override
	protected void onDisconnected(DisconnectReason reason) {
		this.live.disconnected(context(), reason);
		if (this.room != null) { // this connection is no longer a member
			this.room.all().onLeave(this.user);
		}
	}

}
