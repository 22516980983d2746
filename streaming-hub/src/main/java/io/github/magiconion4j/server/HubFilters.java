package io.github.magiconion4j.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubFilter;
import org.jspecify.annotations.Nullable;

/**
 * Chains the filters of a server; the first is the outermost.
 */
final class HubFilters {

	private final List<HubFilter> filters;

	HubFilters(List<HubFilter> filters) {
		this.filters = filters;
	}

	boolean isEmpty() {
		return this.filters.isEmpty();
	}

	void connect(HubContext connection, HubFilter.Connecting last) throws Exception {
		connect(connection, 0, last);
	}

	private void connect(HubContext connection, int index, HubFilter.Connecting last) throws Exception {
		if (index == this.filters.size()) {
			last.proceed();
			return;
		}
		this.filters.get(index).connect(connection, () -> connect(connection, index + 1, last));
	}

	CompletionStage<@Nullable Object> call(HubCall call, HubFilter.Calling last) {
		return call(call, 0, last);
	}

	private CompletionStage<@Nullable Object> call(HubCall call, int index, HubFilter.Calling last) {
		try {
			return (index == this.filters.size()) ? last.proceed()
					: this.filters.get(index).call(call, () -> call(call, index + 1, last));
		}
		catch (Throwable ex) { // a filter that throws: the filters around it see a failed
								// call
			return CompletableFuture.failedFuture(ex);
		}
	}

}
