package io.github.magiconion4j.server;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.StreamingHub;
import org.jspecify.annotations.Nullable;

interface ITestHub extends StreamingHub<TestHubReceiver> {

	int add(int a, int b);

	void tell(String text);

	CompletionStage<@Nullable Void> pass();

	CompletionStage<String> later();

	@Nullable CompletionStage<String> broken();

	int fail(String how) throws Exception;

	CompletionStage<Integer> failLater();

	int askAndWait(int x);

	CompletionStage<Integer> askLater(int x);

	String whatIsCurrent();

	/** The name of the thread that runs it. */
	String thread(int blocksMillis) throws InterruptedException;

	/** Asks the client and waits, though it is declared not to block. */
	int askNowWithoutBlocking(int x);

	void hold();

}
