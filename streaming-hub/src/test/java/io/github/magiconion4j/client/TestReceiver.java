package io.github.magiconion4j.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Records the calls of the server.
 */
class TestReceiver implements ITestReceiver {

	final List<String> events = Collections.synchronizedList(new ArrayList<>());

	/** The result of ask(), completed by the test. */
	final CompletableFuture<Integer> answer = new CompletableFuture<>();

	/** The reaction to each event. */
	Consumer<String> reaction = (event) -> {
	};

	private void note(String event) {
		this.events.add(event);
		this.reaction.accept(event);
	}

	@Override
	public void onMessage(String user, String text) {
		note(user + ": " + text);
	}

	@Override
	public void onTick() {
		note("tick");
	}

	@Override
	public CompletionStage<Integer> ask(int x) {
		note("ask " + x);
		return this.answer;
	}

	@Override
	public int askNow(int x) {
		note("ask now " + x);
		return 2 * x;
	}

	@Override
	public CompletionStage<Void> pass() {
		return CompletableFuture.completedStage(null);
	}

	@Override
	public @Nullable CompletionStage<Integer> broken() {
		return null;
	}

}
