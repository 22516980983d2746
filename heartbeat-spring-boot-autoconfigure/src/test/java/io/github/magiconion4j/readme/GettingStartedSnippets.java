package io.github.magiconion4j.readme;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;

/**
 * Snippets of the getting-started page, in addition to {@link ReadmeSnippets}.
 */
@SuppressWarnings("unused")
interface GettingStartedSnippets {

	@ServiceName("IChatHub")
	public interface ChatHub extends StreamingHub<ChatHubReceiver> {

		CompletionStage<Integer> joinAsync(String room, String user);

		void say(String text);

	}

	public interface ChatHubReceiver {

		void onMessage(String user, String text);

	}

	@StreamingHubService
	class DefaultChatHub extends StreamingHubBase<ChatHubReceiver> implements ChatHub {

		private HubGroup<ChatHubReceiver> group;

		private String user;

		@Override
		public CompletionStage<Integer> joinAsync(String room, String user) {
			this.group = group().add(room);
			this.user = user;
			return CompletableFuture.completedStage(this.group.count());
		}

		@Override
		public void say(String text) {
			this.group.all().onMessage(this.user, text);
		}

	}

}
