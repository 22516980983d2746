package io.github.magiconion4j.readme;

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
	interface ChatHub extends StreamingHub<ChatHubReceiver> {

		int joinAsync(String room, String user);

		void say(String text);

	}

	interface ChatHubReceiver {

		void onMessage(String user, String text);

	}

	@StreamingHubService
	class DefaultChatHub extends StreamingHubBase<ChatHubReceiver> implements ChatHub {

		private HubGroup<ChatHubReceiver> group;

		private String user;

		@Override
		public int joinAsync(String room, String user) {
			this.group = group().add(room);
			this.user = user;
			return this.group.count();
		}

		@Override
		public void say(String text) {
			this.group.all().onMessage(this.user, text);
		}

	}

}
