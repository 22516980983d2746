package io.github.magiconion4j.internal.results;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.contract.ContractMethod.Answer;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.protocol.MethodIds;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Suspend functions on the wire.
 */
class SuspendContractTest {

	@ParameterizedTest
	@CsvSource({ "Add, java.lang.Integer", "Leave, void", "Names, java.util.List<java.lang.String>",
			"Inherited, java.lang.String", "Stage, void" })
	void theResultIsTheContinuationsTypeArgument(String name, String result) {
		ContractMethod method = method(IHub.class, name);
		assertThat(method.answer()).isEqualTo(Answer.LATER);
		assertThat(text(method.resultType())).isEqualTo(result);
	}

	@Test
	void theContinuationIsNotAParameter() {
		ContractMethod method = method(IHub.class, "Add");
		assertThat(method.parameterTypes()).containsExactly(int.class, int.class);
		assertThat(method.parameters()).extracting((each) -> each.getName()).containsExactly("a", "b");
		assertThat(method.id()).isEqualTo(MethodIds.of("Add"));
	}

	@Test
	void aSuspendFunctionDiffersFromAnOrdinaryOne() {
		assertInvalid(Both.class, "no overloads");
	}

	@Test
	void fifteenParametersAreAllowed() {
		assertThat(HubContract.of(Fifteen.class).hubMethods()).hasSize(1);
	}

	@Test
	void aContinuationInTheMiddleIsRejected() {
		assertInvalid(Taken.class, "suspend");
	}

	@Test
	void mangledNamesAreRejected() {
		Class<?> mangled = new ByteBuddy()
			.makeInterface(TypeDescription.Generic.Builder.parameterizedType(StreamingHub.class, (Type) Receiver.class)
				.build())
			.defineMethod("add-qim9Vi0", void.class, Modifier.PUBLIC)
			.withParameters(int.class)
			.withoutCode()
			.make()
			.load(SuspendContractTest.class.getClassLoader())
			.getLoaded();
		assertInvalid(mangled, "add-qim9Vi0", "value class");
	}

	private static void assertInvalid(Class<?> type, String... parts) {
		assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> HubContract.of(type))
			.satisfies((failure) -> assertThat(failure).message().contains(parts));
	}

	private static ContractMethod method(Class<?> hub, String name) {
		return HubContract.of(hub)
			.hubMethods()
			.stream()
			.filter((each) -> each.name().equals(name))
			.findAny()
			.orElseThrow();
	}

	private static String text(Type type) {
		return (type instanceof ParameterizedType generic)
				? generic.getRawType().getTypeName() + "<" + generic.getActualTypeArguments()[0].getTypeName() + ">"
				: type.getTypeName();
	}

	interface Receiver {

	}

	interface Parent<T> {

		Object inherited(Continuation<? super T> end);

	}

	interface IHub extends StreamingHub<Receiver>, Parent<String> {

		Object add(int a, int b, Continuation<? super Integer> end);

		Object leave(Continuation<? super Unit> end);

		Object names(Continuation<? super List<String>> end);

		CompletableFuture<Unit> stage();

	}

	interface Both extends StreamingHub<Receiver> {

		String name(int number);

		Object name(int number, Continuation<? super String> end);

	}

	interface Fifteen extends StreamingHub<Receiver> {

		Object all(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n,
				int o, Continuation<? super Unit> end);

	}

	interface Taken extends StreamingHub<Receiver> {

		void take(Continuation<? super String> end, int number);

	}

}
