package io.github.magiconion4j.contract;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.contract.ContractMethod.Answer;
import io.github.magiconion4j.hub.Ignore;
import io.github.magiconion4j.hub.MethodId;
import io.github.magiconion4j.hub.StreamingHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The methods of a contract on the wire.
 */
class ContractMethodsTest {

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "JoinAsync, -733403293", "LeaveAsync, 1368362116", "SendMessageAsync, -601690414", "A, -1005848884",
			"Parameter_Zero, 1994667803" })
	void nameAndId(String name, int id) {
		assertThat(method(Names.class, name).id()).isEqualTo(id);
	}

	@Test
	void anIdCanBeSetAndAMethodExcluded() {
		HubContract contract = HubContract.of(Annotated.class);
		assertThat(contract.hubMethods()).extracting(ContractMethod::name, ContractMethod::id)
			.containsExactly(tuple("Inherited", 8), tuple("Numbered", -1));
		assertThat(contract.receiverMethods()).extracting(ContractMethod::name, ContractMethod::id)
			.containsExactly(tuple("OnNumber", 7));
	}

	@Test
	void methodsOfObjectAreNotPartOfIt() {
		assertThat(HubContract.of(LikeAnObject.class).hubMethods()).extracting(ContractMethod::name)
			.containsExactly("Equals");
	}

	@Test
	void namesStartWithUpperCase() {
		assertThat(HubContract.of(Names.class).hubMethods()).extracting(ContractMethod::name)
			.containsExactlyInAnyOrder("JoinAsync", "LeaveAsync", "SendMessageAsync", "A", "Parameter_Zero", "URLOf",
					"_private");
	}

	@Test
	void receiverMethodsHaveNamesAndIdsToo() {
		List<ContractMethod> methods = HubContract.of(Names.class).receiverMethods();
		assertThat(methods).extracting(ContractMethod::name)
			.containsExactlyInAnyOrder("OnJoin", "OnLeave", "JoinAsync");
		assertThat(methods).extracting(ContractMethod::id)
			.containsExactlyInAnyOrder(-1297457280, 532410095, -733403293);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "NothingAtAll, NONE, void", "Number, VALUE, int", "BoxedNumber, VALUE, java.lang.Integer",
			"Id, VALUE, java.util.UUID", "Numbers, VALUE, int[]", "LaterNothing, LATER, void",
			"LaterText, LATER, java.lang.String", "LaterNumber, LATER, java.lang.Integer",
			"LaterBytes, LATER, byte[]" })
	void answer(String name, Answer answer, Class<?> resultType) {
		ContractMethod method = method(Answers.class, name);
		assertThat(method.answer()).isEqualTo(answer);
		assertThat(method.resultType()).isEqualTo(resultType);
	}

	@Test
	void resultThatIsGenericKeepsItsArguments() {
		assertListOf(Integer.class, method(Answers.class, "Items").resultType());
		assertListOf(String.class, method(Answers.class, "LaterItems").resultType());
	}

	@Test
	void parameters() {
		assertThat(method(Parameters.class, "None").parameterTypes()).isEmpty();
		assertThat(method(Parameters.class, "One").parameterTypes()).containsExactly(int[].class);
		List<Type> many = method(Parameters.class, "Many").parameterTypes();
		assertThat(many).hasSize(3).startsWith(String.class, long.class);
		assertListOf(Integer.class, many.get(2));
		assertThat(method(Parameters.class, "Fifteen").parameterTypes()).hasSize(15).containsOnly(int.class);
	}

	private static ContractMethod method(Class<?> hub, String name) {
		return HubContract.of(hub)
			.hubMethods()
			.stream()
			.filter((method) -> method.name().equals(name))
			.findAny()
			.orElseThrow();
	}

	private static void assertListOf(Class<?> item, Type type) {
		assertThat(type).isInstanceOfSatisfying(ParameterizedType.class, (list) -> {
			assertThat(list.getRawType()).isEqualTo(List.class);
			assertThat(list.getActualTypeArguments()).containsExactly(item);
		});
	}

	interface NoCalls {

	}

	interface Calls {

		void onJoin(String user);

		void OnLeave(String user);

		CompletionStage<Integer> joinAsync();

	}

	interface Names extends StreamingHub<Calls> {

		void joinAsync();

		void LeaveAsync();

		void sendMessageAsync();

		void a();

		void parameter_Zero();

		void uRLOf();

		void _private();

	}

	interface Answers extends StreamingHub<NoCalls> {

		void nothingAtAll();

		int number();

		Integer boxedNumber();

		UUID id();

		int[] numbers();

		List<Integer> items();

		CompletionStage<Void> laterNothing();

		CompletionStage<String> laterText();

		CompletionStage<Integer> laterNumber();

		CompletionStage<byte[]> laterBytes();

		CompletionStage<List<String>> laterItems();

	}

	interface Parameters extends StreamingHub<NoCalls> {

		void none();

		void one(int[] numbers);

		void many(String text, long number, List<Integer> items);

		void fifteen(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n,
				int o);

	}

	interface AnnotatedReceiver {

		@MethodId(7)
		void onNumber();

		@Ignore
		void onNothing();

	}

	interface AnnotatedParent<T> {

		void inherited(T value);

	}

	interface Annotated extends AnnotatedParent<String>, StreamingHub<AnnotatedReceiver> {

		@Override
		@MethodId(8)
		void inherited(String value);

		@MethodId(-1)
		void numbered();

		@Ignore
		void ignored(Object anything);

	}

	interface LikeAnObject extends StreamingHub<AnnotatedReceiver> {

		@Override
		boolean equals(Object other);

		boolean equals(Object one, Object other);

		@Override
		int hashCode();

		@Override
		String toString();

	}

}
