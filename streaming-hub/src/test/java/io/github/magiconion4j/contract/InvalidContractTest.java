package io.github.magiconion4j.contract;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.MethodId;
import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contracts that are not supported, and the error texts.
 */
class InvalidContractTest {

	@Test
	void overloads() {
		assertInvalid(Overloads.class, "Overloads.say(java.lang.String)", "Overloads.say(int)", "rename one");
	}

	@Test
	void overloadOfAnInheritedMethod() {
		assertInvalid(OverloadsInherited.class, "Say.say(java.lang.String)", "OverloadsInherited.say()");
	}

	@Test
	void twoMethodsWithTheSameId() {
		assertInvalid(GivenSameId.class, "GivenSameId.a()", "GivenSameId.b()", "-1005848884", "@MethodId");
	}

	@Test
	void anIdOfAnImplementation() {
		assertInvalid(IdOfImplementation.class, "IdOfImplementation.a()", "interface");
	}

	@Test
	void overloadsInTheReceiver() {
		assertInvalid(OverloadsInReceiver.class, "Overloading.onSay(java.lang.String)", "Overloading.onSay(int)");
	}

	@Test
	void namesThatDifferOnlyInTheCaseOfTheirFirstLetter() {
		assertInvalid(SameWireName.class, "SameWireName.join()", "SameWireName.Join()");
	}

	@Test
	void namesWithTheSameId() {
		assertInvalid(SameId.class, "castOldRankLater", "sellNextCoin", "-845603003");
	}

	@Test
	void moreThanFifteenParameters() {
		assertInvalid(Sixteen.class, "Sixteen.tooMany(int,", "15 parameters");
	}

	@Test
	void moreThanFifteenParametersInTheReceiver() {
		assertInvalid(SixteenInReceiver.class, "TooMany.tooMany(int,", "15 parameters");
	}

	@Test
	void stageWithoutAType() {
		assertInvalid(RawStage.class, "RawStage.later()", "CompletionStage");
	}

	@Test
	void blankServiceName() {
		assertInvalid(Blank.class, "@ServiceName", Blank.class.getName(), "blank");
		assertInvalid(DefaultBlank.class, "@ServiceName", Blank.class.getName(), "blank");
	}

	@Test
	void classWithoutAContract() {
		assertInvalid(Object.class, "java.lang.Object", "StreamingHub", "none");
		assertInvalid(Runnable.class, "java.lang.Runnable", "StreamingHub", "none");
		assertInvalid(StreamingHub.class, "StreamingHub", "none");
		assertInvalid(NoContract.class, NoContract.class.getName(), "none");
	}

	@Test
	void classWithTwoContracts() {
		assertInvalid(Two.class, Two.class.getName(), Valid.class.getName(), AlsoValid.class.getName());
	}

	@Test
	void receiverThatIsNotAnInterface() {
		assertInvalid(ReceiverIsAClass.class, ReceiverIsAClass.class.getName(), "is not an interface",
				"java.lang.String");
		assertInvalid(ReceiverIsAnArray.class, ReceiverIsAnArray.class.getName(), "receiver");
	}

	@Test
	void aGenericReceiver() {
		assertInvalid(OfGenericReceiver.class, GameReceiver.class.getName() + " has type parameters",
				"declare an interface that extends GameReceiver with type arguments", "use it instead");
		assertInvalid(OfRawReceiver.class, GameReceiver.class.getName() + " has type parameters");
		assertThat(HubContract.of(OfPlayerReceiver.class).receiverMethods()).singleElement()
			.satisfies((method) -> assertThat(method.parameterTypes()).containsExactly(String.class));
	}

	@Test
	void missingReceiver() {
		assertInvalid(RawHub.class, RawHub.class.getName(), "StreamingHub<YourReceiver>");
		assertInvalid(Generic.class, Generic.class.getName(), "StreamingHub<YourReceiver>");
		assertInvalid(DefaultGeneric.class, Generic.class.getName(), "StreamingHub<YourReceiver>");
	}

	private static void assertInvalid(Class<?> type, String... said) {
		assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> HubContract.of(type))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(said));
	}

	interface Receiver {

	}

	interface Overloads extends StreamingHub<Receiver> {

		void say(String text);

		void say(int number);

	}

	interface Say {

		void say(String text);

	}

	interface OverloadsInherited extends StreamingHub<Receiver>, Say {

		void say();

	}

	interface Overloading {

		void onSay(String text);

		void onSay(int number);

	}

	interface OverloadsInReceiver extends StreamingHub<Overloading> {

	}

	interface SameWireName extends StreamingHub<Receiver> {

		void join();

		void Join();

	}

	interface SameId extends StreamingHub<Receiver> {

		void castOldRankLater();

		void sellNextCoin();

	}

	interface TooMany {

		void tooMany(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n,
				int o, int p);

	}

	interface Sixteen extends StreamingHub<Receiver> {

		void tooMany(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n,
				int o, int p);

	}

	interface SixteenInReceiver extends StreamingHub<TooMany> {

	}

	@ServiceName(" ")
	interface Blank extends StreamingHub<Receiver> {

	}

	static class DefaultBlank implements Blank {

	}

	static class NoContract implements StreamingHub<Receiver> {

	}

	interface Valid extends StreamingHub<Receiver> {

	}

	interface AlsoValid extends StreamingHub<Receiver> {

	}

	static class Two implements Valid, AlsoValid {

	}

	interface GivenSameId extends StreamingHub<Receiver> {

		void a();

		@MethodId(-1005848884) // that of A
		void b();

	}

	interface OneMethod extends StreamingHub<Receiver> {

		void a();

	}

	static class IdOfImplementation implements OneMethod {

		@Override
		@MethodId(1)
		public void a() {
		}

	}

	interface ReceiverIsAClass extends StreamingHub<String> {

	}

	interface ReceiverIsAnArray extends StreamingHub<Receiver[]> {

	}

	interface GameReceiver<T> {

		void onMove(T move);

	}

	interface OfGenericReceiver extends StreamingHub<GameReceiver<String>> {

	}

	@SuppressWarnings("rawtypes")
	interface OfRawReceiver extends StreamingHub<GameReceiver> {

	}

	interface PlayerReceiver extends GameReceiver<String> {

	}

	interface OfPlayerReceiver extends StreamingHub<PlayerReceiver> {

	}

	interface Generic<R> extends StreamingHub<R> {

	}

	static class DefaultGeneric implements Generic<Receiver> {

	}

	interface RawStage extends StreamingHub<Receiver> {

		@SuppressWarnings("rawtypes")
		CompletionStage later();

	}

	@SuppressWarnings("rawtypes")
	interface RawHub extends StreamingHub {

	}

}
