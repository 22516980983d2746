package io.github.magiconion4j.interop.client;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

import io.github.magiconion4j.hub.HubStatusException;
import org.jspecify.annotations.Nullable;

/**
 * Assertions of scenarios.
 */
final class Checks {

	private static final int POLL_MILLIS = 5;

	private Checks() {
	}

	static void check(boolean ok, String what) {
		if (!ok) {
			throw new CheckException(what);
		}
	}

	static void equal(@Nullable Object expected, @Nullable Object actual) {
		check(Objects.equals(expected, actual), "expected <" + expected + "> but was <" + actual + ">");
	}

	static void until(BooleanSupplier condition, String what) throws InterruptedException {
		until(condition, what, 5000);
	}

	static void until(BooleanSupplier condition, String what, int millis) throws InterruptedException {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			check(System.nanoTime() - start < millis * 1_000_000L, "timed out waiting: " + what);
			Thread.sleep(POLL_MILLIS);
		}
	}

	/** Waits for a stage. */
	static <T> T get(CompletionStage<T> stage) {
		try {
			return stage.toCompletableFuture().join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/** The exception of a call that must fail. */
	static HubStatusException failure(Callable<?> call) throws Exception {
		try {
			call.call();
		}
		catch (HubStatusException ex) {
			return ex;
		}
		throw new CheckException("no error");
	}

	/** An assertion failed. */
	static final class CheckException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		CheckException(String message) {
			super(message);
		}

	}

}
