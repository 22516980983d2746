package io.github.magiconion4j.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.Ignore;
import io.github.magiconion4j.hub.MethodId;
import io.github.magiconion4j.hub.StreamingHub;
import org.jspecify.annotations.Nullable;

interface ITestHub extends StreamingHub<ITestReceiver> {

	int add(int a, int b);

	CompletionStage<Integer> addLater(int a, int b);

	CompletableFuture<@Nullable String> echo(@Nullable String text);

	CompletionStage<Void> leave();

	void say(String text);

	@Nullable String name();

	/** With a type that cannot be written. */
	CompletionStage<Integer> sendUnwritable(Object value);

	@MethodId(42)
	CompletionStage<Void> numbered();

	/** Not on the wire. */
	@Ignore
	void add(int a);

	default int addAll(List<Integer> values) {
		return values.stream().reduce(0, this::add);
	}

	/** Not on the wire: it has the name of a method that is. */
	default void say(String text, int times) {
		for (int i = 0; i < times; i++) {
			say(text);
		}
	}

}
