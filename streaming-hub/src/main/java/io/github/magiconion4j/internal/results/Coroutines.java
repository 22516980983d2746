package io.github.magiconion4j.internal.results;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.CompletableJob;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.ExecutorsKt;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.JobKt;
import kotlinx.coroutines.future.FutureKt;
import org.jspecify.annotations.Nullable;

/**
 * The bridge between stages and coroutines, which is kotlinx's own. The one class that
 * needs Kotlin.
 */
final class Coroutines {

	private Coroutines() {
	}

	/**
	 * Runs a suspend function: until it suspends on this thread, then on the caller's.
	 */
	static CompletionStage<?> call(Suspending function, Caller caller) {
		CompletableJob job = JobKt.Job(null);
		CoroutineContext context = ExecutorsKt.from((Executor) caller).plus(job);
		CompletableFuture<@Nullable Object> result = FutureKt.future(GlobalScope.INSTANCE, context,
				CoroutineStart.UNDISPATCHED, (scope, continuation) -> invoke(function, continuation));
		// The job's end lets the function clean up; that of the future would not wait for
		// it.
		return result.isDone() ? result
				: caller.running(result, () -> job.cancel(new CancellationException("the connection has ended")));
	}

	private static @Nullable Object invoke(Suspending function, Object continuation) {
		try {
			return function.invoke(continuation);
		}
		catch (Throwable ex) {
			throw Coroutines.<RuntimeException>unchecked(ex);
		}
	}

	/** Kotlin has no checked exceptions, and passes on what it gets. */
	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <T extends Throwable> T unchecked(Throwable failure) throws T {
		throw (T) failure;
	}

	/** Suspends the function that waits for a stage, unless that is complete. */
	@SuppressWarnings("unchecked") // of whatever type
	static @Nullable Object await(CompletionStage<?> result, Object continuation) {
		return FutureKt.await((CompletionStage<Object>) result, (Continuation<Object>) continuation);
	}

	/**
	 * The same for a function without a result, which in Kotlin gives an object all the
	 * same.
	 */
	static @Nullable Object awaitEnd(CompletionStage<?> end, Object continuation) {
		return await(end.thenApply((nothing) -> Unit.INSTANCE), continuation);
	}

	/**
	 * A suspend function with all of its arguments but the last.
	 */
	interface Suspending {

		@Nullable Object invoke(Object continuation) throws Throwable;

	}

}
