package io.github.magiconion4j.autoconfigure.metrics;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.server.HubListener;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one hub method, under the names and tags that C# has for them. A method
 * that answers with a status is an error, but no exception.
 */
final class MethodMeters implements HubListener.Method {

	private final MeterRegistry registry;

	private final String prefix;

	private final Tags tags;

	private final Outcome success;

	private final Outcome error;

	MethodMeters(MeterRegistry registry, String prefix, String serviceName, String method) {
		this.registry = registry;
		this.prefix = prefix;
		this.tags = Tags.of("rpc.system", "magiconion", "rpc.service", serviceName, "rpc.method", method);
		this.success = outcome(false);
		this.error = outcome(true);
	}

	private Outcome outcome(boolean error) {
		Tags all = this.tags.and("magiconion.streaminghub.is_error", String.valueOf(error));
		return new Outcome(
				Timer.builder(this.prefix + "method_duration")
					.description("Durations of hub method calls")
					.tags(all)
					.register(this.registry),
				Counter.builder(this.prefix + "method_completed")
					.description("Hub method calls that are over")
					.tags(all)
					.register(this.registry));
	}

	@Override
	public void completed(long nanos, @Nullable Throwable failure) {
		Outcome outcome = (failure == null) ? this.success : this.error;
		outcome.duration().record(nanos, TimeUnit.NANOSECONDS);
		outcome.completed().increment();
		if (failure != null && !isStatus(failure)) {
			Counter.builder(this.prefix + "exceptions")
				.description("Exceptions of hub methods")
				.tags(this.tags.and("error.type", failure.getClass().getName()))
				.register(this.registry)
				.increment();
		}
	}

	private static boolean isStatus(Throwable failure) {
		return failure instanceof HubStatusException || failure instanceof StatusRuntimeException
				|| failure instanceof StatusException;
	}

	private record Outcome(Timer duration, Counter completed) {

	}

}
