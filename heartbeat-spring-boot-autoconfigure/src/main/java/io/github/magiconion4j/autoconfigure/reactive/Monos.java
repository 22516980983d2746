package io.github.magiconion4j.autoconfigure.reactive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.results.Caller;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;

/**
 * Converts between stages and reactive types, by Reactor.
 */
final class Monos {

	private Monos() {
	}

	static CompletionStage<?> toStage(ReactiveAdapter adapter, Object returned, Caller caller) {
		CompletableFuture<?> result = Mono.from(adapter.toPublisher(returned)).toFuture();
		return result.isDone() ? result : caller.running(result, () -> result.cancel(false));
	}

	static Object fromStage(ReactiveAdapter adapter, Supplier<CompletionStage<?>> call) {
		return adapter.fromPublisher(Mono.fromFuture(() -> call.get().toCompletableFuture()));
	}

}
