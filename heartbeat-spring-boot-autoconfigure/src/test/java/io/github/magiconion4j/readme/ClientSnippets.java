package io.github.magiconion4j.readme;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.autoconfigure.OnConnected;
import io.github.magiconion4j.autoconfigure.StreamingHubClient;
import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.readme.ReadmeSnippets.ChatHub;
import io.github.magiconion4j.readme.ReadmeSnippets.ChatHubReceiver;

import org.springframework.stereotype.Component;

/**
 * Snippets of the page about clients, with clients that Spring injects.
 */
interface ClientSnippets {

	@Component
	class ChatBot implements ChatHubReceiver, OnConnected<ChatHub> {

		private final ReconnectingHubClient<ChatHub> chat;

		ChatBot(@StreamingHubClient("chat") ReconnectingHubClient<ChatHub> chat) {
			this.chat = chat;
		}

		@Override
		public CompletionStage<?> onConnected(ChatHub hub) {
			return hub.joinAsync("room", "bot");
		}

		@Override
		public void onMessage(String user, String text) {
			if (!user.equals("bot")) {
				this.chat.hub().say("hello " + user);
			}
		}

		@Override
		public void onJoin(String user) {
		}

		@Override
		public CompletionStage<Boolean> confirmAsync(String question) {
			return CompletableFuture.completedStage(true);
		}

	}

}
