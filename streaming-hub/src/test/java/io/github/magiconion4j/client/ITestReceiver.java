package io.github.magiconion4j.client;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

interface ITestReceiver {

	void onMessage(String user, String text);

	void onTick();

	CompletionStage<Integer> ask(int x);

	int askNow(int x);

	CompletionStage<Void> pass();

	@Nullable CompletionStage<Integer> broken();

}
