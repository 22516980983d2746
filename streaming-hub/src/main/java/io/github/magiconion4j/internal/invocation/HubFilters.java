package io.github.magiconion4j.internal.invocation;

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
public final class HubFilters {

	private final List<HubFilter> filters;

	/**
	 * Creates a chain.
	 * @param filters the filters
	 */
	public HubFilters(List<HubFilter> filters) {
		this.filters = filters;
	}

	/**
	 * Whether there are no filters.
	 * @return {@code true} for none
	 */
	public boolean isEmpty() {
		return this.filters.isEmpty();
	}

	/**
	 * Runs the filters around the start of a connection.
	 * @param connection the connection
	 * @param last starts it
	 * @throws Exception what a filter, or the last, threw
	 */
	public void connect(HubContext connection, HubFilter.Connecting last) throws Exception {
		connect(connection, 0, last);
	}

	private void connect(HubContext connection, int index, HubFilter.Connecting last) throws Exception {
		if (index == this.filters.size()) {
			last.proceed();
			return;
		}
		this.filters.get(index).connect(connection, () -> connect(connection, index + 1, last));
	}

	/**
	 * Runs the filters around a call.
	 * @param call the call
	 * @param last executes it
	 * @return the result
	 */
	public CompletionStage<@Nullable Object> call(HubCall call, HubFilter.Calling last) {
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
