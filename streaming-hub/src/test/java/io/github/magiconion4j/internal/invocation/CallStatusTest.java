package io.github.magiconion4j.internal.invocation;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class CallStatusTest {

	static Stream<Arguments> failures() {
		return Stream.of(arguments(new HubStatusException(7, "no"), new CallStatus(7, "no")),
				arguments(new HubStatusException(4711, "own code\n"), new CallStatus(4711, "own code\n")),
				arguments(new HubStatusException(Status.Code.ABORTED, "", new IOException()), new CallStatus(10, "")),
				arguments(new HubStatusException(Status.Code.ABORTED, null), new CallStatus(10, null)),
				arguments(Status.NOT_FOUND.withDescription("gone").asRuntimeException(), new CallStatus(5, "gone")),
				arguments(Status.NOT_FOUND.asRuntimeException(), new CallStatus(5, null)),
				arguments(Status.DATA_LOSS.withDescription("lost").asException(), new CallStatus(15, "lost")),
				arguments(new IllegalStateException(new HubStatusException(7, "inside")), null),
				arguments(new IOException("text"), null), arguments(new AssertionError("text"), null));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void anExceptionStandsForAStatusOrForNone(Throwable failure, @Nullable CallStatus status) {
		assertThat(CallStatus.of(failure)).isEqualTo(status);
	}

	@Test
	void wrappersOfFuturesAreRemoved() {
		IOException failure = new IOException(new IllegalStateException());
		CompletionException alone = new CompletionException("alone", null);

		assertThat(CallStatus.cause(failure)).isSameAs(failure);
		assertThat(CallStatus.cause(new CompletionException(failure))).isSameAs(failure);
		assertThat(CallStatus.cause(new ExecutionException(new CompletionException(failure)))).isSameAs(failure);
		assertThat(CallStatus.cause(alone)).isSameAs(alone);
	}

	@Test
	void aCallCannotEndWithAnUnknownCode() {
		assertThat(new CallStatus(5, "gone").toGrpc().getCode()).isEqualTo(Status.Code.NOT_FOUND);
		assertThat(new CallStatus(4711, "own").toGrpc().getCode()).isEqualTo(Status.Code.UNKNOWN);
	}

}
