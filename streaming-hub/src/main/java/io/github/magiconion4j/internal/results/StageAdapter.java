package io.github.magiconion4j.internal.results;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Supports Java's stages. A stage may be used by other code, too, so it is never
 * cancelled.
 */
final class StageAdapter implements ResultAdapter {

	@Override
	public boolean supports(Class<?> type) {
		return type == CompletionStage.class || type == CompletableFuture.class;
	}

	@Override
	public boolean hasValue(Class<?> type) {
		return true;
	}

	@Override
	public CompletionStage<?> toStage(Object returned, Caller caller) {
		return (CompletionStage<?>) returned;
	}

	@Override
	public Object fromStage(Class<?> type, Supplier<CompletionStage<?>> call) {
		return call.get();
	}

}
