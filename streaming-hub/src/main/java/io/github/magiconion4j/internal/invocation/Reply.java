package io.github.magiconion4j.internal.invocation;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Receives the outcome of a call.
 */
public interface Reply {

	/**
	 * The method has succeeded.
	 * @param result its result
	 * @throws Exception if the result cannot be sent: then {@link #failed} is called
	 */
	void succeeded(@Nullable Object result) throws Exception;

	/**
	 * The method, or sending its result, has failed.
	 * @param failure the exception, without the wrappers that futures add
	 */
	void failed(Throwable failure);

	/**
	 * Replies when a stage is complete.
	 * @param stage completes with the result or the failure
	 * @return a stage that completes after the reply, never exceptionally
	 */
	default CompletionStage<?> when(CompletionStage<?> stage) {
		return stage.handle((result, failure) -> {
			if (failure != null) {
				failed(CallStatus.cause(failure));
			}
			else {
				now(result);
			}
			return null;
		});
	}

	/**
	 * Replies to a call that has succeeded.
	 * @param result the result
	 */
	default void now(@Nullable Object result) {
		try {
			succeeded(result);
		}
		catch (Throwable ex) { // the serializer, or code of a serialized type, failed
			failed(ex);
		}
	}

}
