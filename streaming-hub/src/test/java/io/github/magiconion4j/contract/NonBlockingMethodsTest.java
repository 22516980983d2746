package io.github.magiconion4j.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.NonBlocking;
import io.github.magiconion4j.hub.StreamingHub;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which hub methods are declared non-blocking.
 */
class NonBlockingMethodsTest {

	@Test
	void withoutTheAnnotationMethodsMayBlock() {
		assertThat(HubContract.of(Plain.class).nonBlocking()).isEmpty();
		assertThat(HubContract.of(Moves.class).nonBlocking()).isEmpty();
	}

	@Test
	void onlyTheAnnotatedMethods() {
		assertThat(HubContract.of(OneMethod.class).nonBlocking()).containsExactly("MoveAsync");
	}

	@Test
	void allMethodsThatAnAnnotatedClassDeclares() {
		assertThat(HubContract.of(WholeClass.class).nonBlocking()).containsExactlyInAnyOrder("MoveAsync", "Save");
	}

	@Test
	void aMethodThatASubclassOverridesMayBlock() {
		assertThat(HubContract.of(Overriding.class).nonBlocking()).containsExactly("MoveAsync");
	}

	@Test
	void aMethodOfAGenericInterface() {
		assertThat(HubContract.of(OfNames.class).nonBlocking()).containsExactly("Put");
	}

	@Test
	void aMethodThatAGenericBaseClassImplements() {
		assertThat(HubContract.of(WithBase.class).nonBlocking()).containsExactly("Put");
	}

	@Test
	void aMethodMayBlockIfOneOfItsOverloadsMay() {
		assertThat(HubContract.of(HelperOfSameName.class).nonBlocking()).isEmpty();
	}

	@Test
	void theInterfaceDoesNotKnowHowItIsImplemented() {
		assertInvalid(AnnotatedMethod.class, "must be on the class of the hub");
		assertInvalid(AnnotatedInterface.class, "must be on the class of the hub");
	}

	@Test
	void anAnnotationWithoutEffectIsAnError() {
		assertInvalid(NoHubMethod.class, "NoHubMethod.onConnected()", "no method that clients call");
		assertInvalid(Overload.class, "Overload.save(int)", "no method that clients call");
	}

	private static void assertInvalid(Class<?> type, String... texts) {
		assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> HubContract.of(type))
			.withMessageContainingAll(texts);
	}

	interface Receiver {

	}

	interface Moves extends StreamingHub<Receiver> {

		CompletionStage<Integer> moveAsync(int x);

		void save();

	}

	static class Plain implements Moves {

		@Override
		public CompletionStage<Integer> moveAsync(int x) {
			return CompletableFuture.completedStage(x);
		}

		@Override
		public void save() {
		}

	}

	static class OneMethod extends Plain {

		@NonBlocking
		@Override
		public CompletableFuture<Integer> moveAsync(int x) { // has a bridge method
			return CompletableFuture.completedFuture(x);
		}

	}

	@NonBlocking
	static class WholeClass implements Moves {

		@Override
		public CompletionStage<Integer> moveAsync(int x) {
			return CompletableFuture.completedStage(x);
		}

		@Override
		public void save() {
		}

		void helper() {
		}

	}

	static class Overriding extends WholeClass {

		@Override
		public void save() {
		}

	}

	interface Store<T> extends StreamingHub<Receiver> {

		void put(T value);

	}

	interface Names extends Store<String> {

	}

	static class OfNames implements Names {

		@NonBlocking
		@Override
		public void put(String value) {
		}

	}

	interface AnnotatedMethod extends StreamingHub<Receiver> {

		@NonBlocking
		void save();

	}

	@NonBlocking
	interface AnnotatedInterface extends StreamingHub<Receiver> {

	}

	static class NoHubMethod extends Plain {

		@NonBlocking
		void onConnected() {
		}

	}

	abstract static class Base<T> {

		@NonBlocking
		public void put(T value) {
		}

	}

	static class WithBase extends Base<String> implements Names {

	}

	static class HelperOfSameName extends Plain {

		@Override
		public CompletionStage<Integer> moveAsync(int x) {
			return moveAsync("x");
		}

		@NonBlocking
		public CompletionStage<Integer> moveAsync(String helper) {
			return CompletableFuture.completedStage(helper.length());
		}

	}

	static class Overload extends Plain {

		@NonBlocking
		public void save(int again) {
		}

	}

}
