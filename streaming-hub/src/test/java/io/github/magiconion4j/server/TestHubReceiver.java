package io.github.magiconion4j.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

interface TestHubReceiver {

	int onAskNow(int x);

	CompletableFuture<Integer> onAsk(int x);

	CompletionStage<@Nullable Void> onPing();

	void onText(String text);

	void onPair(int number, String text);

	default void onHello(String name) {
		onText("hello " + name);
	}

}
