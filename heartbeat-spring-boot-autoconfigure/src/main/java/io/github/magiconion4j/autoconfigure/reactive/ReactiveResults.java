package io.github.magiconion4j.autoconfigure.reactive;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.results.Caller;
import io.github.magiconion4j.internal.results.ResultAdapter;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Supports {@code Mono}, and the other single-value types that Spring knows, such as
 * RxJava's {@code Single} and {@code Completable}. It needs Reactor, which may be
 * missing: code that uses its types is in {@link Monos}. Thread-safe.
 */
public final class ReactiveResults implements ResultAdapter {

	private static final boolean REACTOR_IS_THERE = ClassUtils.isPresent("reactor.core.publisher.Mono",
			ReactiveResults.class.getClassLoader());

	/** Called by {@link java.util.ServiceLoader}. */
	public ReactiveResults() {
	}

	@Override
	public boolean supports(Class<?> type) {
		if (!REACTOR_IS_THERE) {
			return false;
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		return adapter != null && adapter.getReactiveType() == type && !adapter.isMultiValue();
	}

	@Override
	public boolean hasValue(Class<?> type) {
		return !adapter(type).isNoValue();
	}

	@Override
	public CompletionStage<?> toStage(Object returned, Caller caller) {
		return Monos.toStage(adapter(returned.getClass()), returned, caller);
	}

	@Override
	public Object fromStage(Class<?> type, Supplier<CompletionStage<?>> call) {
		return Monos.fromStage(adapter(type), call);
	}

	private static ReactiveAdapter adapter(Class<?> type) {
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		Assert.state(adapter != null, () -> type.getName() + " is not a known reactive type");
		return adapter;
	}

}
