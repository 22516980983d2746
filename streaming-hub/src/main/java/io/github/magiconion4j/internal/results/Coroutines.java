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
 * Bridges stages and coroutines by kotlinx. This is the only class that needs Kotlin.
 */
final class Coroutines {

	private Coroutines() {
	}

	/**
	 * Runs a suspend function: on this thread until it suspends, then on the caller's
	 * executor.
	 */
	static CompletionStage<?> call(Suspending function, Caller caller) {
		CompletableJob job = JobKt.Job(null);
		CoroutineContext context = ExecutorsKt.from((Executor) caller).plus(job);
		CompletableFuture<@Nullable Object> result = FutureKt.future(GlobalScope.INSTANCE, context,
				CoroutineStart.UNDISPATCHED, (scope, continuation) -> invoke(function, continuation));
		// Cancel the job, which lets the function clean up; a cancelled future would not
		// wait for it.
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

	/** Kotlin has no checked exceptions, and rethrows any exception. */
	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <T extends Throwable> T unchecked(Throwable failure) throws T {
		throw (T) failure;
	}

	/** Suspends the calling function until a stage completes. */
	@SuppressWarnings("unchecked") // the type of the result does not matter here
	static @Nullable Object await(CompletionStage<?> result, Object continuation) {
		return FutureKt.await((CompletionStage<Object>) result, (Continuation<Object>) continuation);
	}

	/**
	 * The same for a function without a result, which returns {@code Unit} in Kotlin.
	 */
	static @Nullable Object awaitEnd(CompletionStage<?> end, Object continuation) {
		return await(end.thenApply((nothing) -> Unit.INSTANCE), continuation);
	}

	/**
	 * A suspend function with all its arguments except the continuation.
	 */
	interface Suspending {

		@Nullable Object invoke(Object continuation) throws Throwable;

	}

}
