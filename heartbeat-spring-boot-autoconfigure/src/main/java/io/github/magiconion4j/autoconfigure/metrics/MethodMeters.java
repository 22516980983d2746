package io.github.magiconion4j.autoconfigure.metrics;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.internal.invocation.CallStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one hub method, with C#'s names and tags. A call that fails with a status
 * counts as an error, but not as an exception.
 */
final class MethodMeters implements HubListener.Method {

	private final OwnMeters meters;

	private final Tags tags;

	private final ErrorTypes errorTypes;

	private final Outcome success;

	private final Outcome error;

	MethodMeters(OwnMeters meters, String serviceName, String method, ErrorTypes errorTypes) {
		this.meters = meters;
		this.tags = Tags.of("rpc.system", "magiconion", "rpc.service", serviceName, "rpc.method", method);
		this.errorTypes = errorTypes;
		this.success = outcome(false);
		this.error = outcome(true);
	}

	private Outcome outcome(boolean error) {
		Tags all = this.tags.and("magiconion.streaminghub.is_error", String.valueOf(error));
		return new Outcome(StreamingHubMeter.METHOD_DURATION.timer(this.meters, all),
				StreamingHubMeter.METHOD_COMPLETED.counter(this.meters, all));
	}

	@Override
	public void completed(long nanos, @Nullable Throwable failure) {
		Outcome outcome = (failure == null) ? this.success : this.error;
		outcome.duration().record(nanos, TimeUnit.NANOSECONDS);
		outcome.completed().increment();
		if (failure != null && CallStatus.of(failure) == null) {
			StreamingHubMeter.EXCEPTIONS.counter(this.meters, this.tags.and("error.type", this.errorTypes.of(failure)))
				.increment();
		}
	}

	private record Outcome(Timer duration, Counter completed) {

	}

}
