package io.github.magiconion4j.contract;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.StreamingHub;
import kotlin.coroutines.Continuation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Methods with results of other frameworks' types, and the suggested replacements.
 */
class ForeignTypesTest {

	@ParameterizedTest
	@ValueSource(classes = { OfStream.class, OfInts.class, OfPublisher.class, OfSubclass.class, Later.class,
			OfReceiver.class, Taken.class })
	void manyResults(Class<?> hub) {
		assertInvalid(hub, "many(", "list", "for each element");
	}

	@Test
	void futuresWithoutCallbacks() {
		assertInvalid(OfFuture.class, "one()", "CompletionStage<T>");
	}

	@Test
	void flowsOfSuspendFunctions() {
		assertInvalid(Suspending.class, "many(", "list");
	}

	@Test
	void listsAreSent() {
		assertThat(HubContract.of(OfList.class).hubMethods()).hasSize(1);
	}

	private static void assertInvalid(Class<?> type, String... parts) {
		assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> HubContract.of(type))
			.satisfies((failure) -> assertThat(failure).message().contains(parts));
	}

	interface Receiver {

	}

	interface OfStream extends StreamingHub<Receiver> {

		Stream<String> many();

	}

	interface OfInts extends StreamingHub<Receiver> {

		IntStream many();

	}

	interface OfPublisher extends StreamingHub<Receiver> {

		Flow.Publisher<String> many();

	}

	interface OfSubclass extends StreamingHub<Receiver> {

		SubmissionPublisher<String> many();

	}

	interface Later extends StreamingHub<Receiver> {

		CompletionStage<Stream<String>> many();

	}

	interface Taken extends StreamingHub<Receiver> {

		void many(Stream<String> values);

	}

	interface OfReceiver extends StreamingHub<StreamingReceiver> {

	}

	interface StreamingReceiver {

		CompletionStage<Flow.Publisher<String>> many();

	}

	interface OfFuture extends StreamingHub<Receiver> {

		Future<String> one();

	}

	/** As Kotlin compiles it. */
	interface Suspending extends StreamingHub<Receiver> {

		Object many(Continuation<? super kotlinx.coroutines.flow.Flow<String>> continuation);

	}

	interface OfList extends StreamingHub<Receiver> {

		List<String> many();

	}

}
