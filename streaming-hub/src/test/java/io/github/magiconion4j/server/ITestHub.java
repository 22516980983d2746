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

	/** If an event loop runs it, it asks the client and waits, though it must not. */
	String askNowOnEventLoop(int x);

	void hold();

}
