package io.github.magiconion4j.interop.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.magiconion4j.interop.client.Checks.CheckException;

/**
 * Runs scenarios, and prints the result of each in the format of the peers.
 */
final class Scenarios {

	private static final int TIMEOUT_SECONDS = 60;

	private Scenarios() {
	}

	/** Runs the selected scenarios; returns whether all passed. */
	static boolean run(Arguments arguments) throws InterruptedException {
		Map<String, Scenario> scenarios = new LinkedHashMap<>(HubScenarios.all());
		if (arguments.number("server-interval-ms", 0) > 0) {
			scenarios.putAll(HeartbeatScenarios.all());
		}
		String only = arguments.text("only");
		scenarios.keySet().removeIf((name) -> !only.isEmpty() && !name.equals(only));
		int failed = 0;
		for (Map.Entry<String, Scenario> scenario : scenarios.entrySet()) {
			if (!run(scenario.getKey(), scenario.getValue(), arguments)) {
				failed++;
			}
		}
		System.out.println((scenarios.size() - failed) + " passed, " + failed + " failed");
		return failed == 0;
	}

	private static boolean run(String name, Scenario scenario, Arguments arguments) throws InterruptedException {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		long start = System.nanoTime();
		try (Run run = new Run(arguments)) {
			executor.submit(() -> {
				scenario.run(run);
				return null;
			}).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
			System.out.println("ok   " + name + " (" + (System.nanoTime() - start) / 1_000_000 + " ms)");
			return true;
		}
		catch (ExecutionException ex) {
			System.out.println("FAIL " + name + ": " + describe(Objects.requireNonNullElse(ex.getCause(), ex)));
			return false;
		}
		catch (TimeoutException ex) {
			System.out.println("FAIL " + name + ": TimeoutException: The operation has timed out.");
			return false;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static String describe(Throwable failure) {
		String kind = (failure instanceof CheckException) ? "Exception" : failure.getClass().getSimpleName();
		return kind + ": " + String.valueOf(failure.getMessage()).replaceAll("[\r\n]+", " ");
	}

	@FunctionalInterface
	interface Scenario {

		void run(Run run) throws Exception;

	}

}
