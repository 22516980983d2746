package io.github.magiconion4j.contract;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.StreamingHub;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods that a contract inherits from its superinterfaces.
 */
class InheritedMethodsTest {

	@Test
	void staticAndDefaultMethodsAreNotPartOfTheContract() {
		HubContract contract = HubContract.of(WithJavaMethods.class);
		assertThat(contract.hubMethods()).extracting(ContractMethod::name).containsExactly("Join");
		assertThat(contract.receiverMethods()).extracting(ContractMethod::name).containsExactly("OnJoin");
	}

	@Test
	void methodDeclaredTwiceIsOne() {
		assertThat(HubContract.of(Redeclares.class).hubMethods()).extracting(ContractMethod::name)
			.containsExactlyInAnyOrder("One", "Two");
	}

	@Test
	void arraysOfGenericTypesAreTheSameInTwoInterfaces() {
		assertThat(HubContract.of(SaysLists.class).hubMethods()).singleElement()
			.satisfies((say) -> assertThat(say.parameterTypes()).singleElement().isInstanceOf(GenericArrayType.class));
	}

	@Test
	void methodRedeclaredWithANarrowerResultIsOne() {
		assertThat(HubContract.of(Narrows.class).hubMethods()).singleElement()
			.extracting(ContractMethod::resultType)
			.isEqualTo(Integer.class);
	}

	@Test
	void aDefaultImplementationRemovesAMethodFromTheContract() {
		assertThat(HubContract.of(Defaults.class).hubMethods()).isEmpty();
	}

	@Test
	void typeVariablesOfAGenericBaseAreResolved() {
		ContractMethod put = method(Store.class, "Put");
		assertThat(put.parameterTypes()).containsExactly(UUID.class);
		assertThat(put.resultType()).isEqualTo(UUID.class);
		assertThat(method(Store.class, "Get").resultType()).isEqualTo(UUID.class);
	}

	@Test
	void typeVariablesInsideOtherTypesAreResolved() {
		assertListOf(UUID.class, method(Store.class, "All").resultType());
		assertListOf(UUID.class, method(Store.class, "Fill").parameterTypes().get(0));
	}

	@Test
	void genericBaseWhoseMethodIsRedeclared() {
		assertThat(HubContract.of(RedeclaringStore.class).hubMethods())
			.filteredOn((method) -> method.name().equals("Put"))
			.singleElement()
			.satisfies((put) -> assertThat(put.parameterTypes()).containsExactly(UUID.class));
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

	interface ReceiverWithJavaMethods {

		static void create() {
			// does nothing
		}

		void onJoin();

		default void onJoin(String user) {
			onJoin();
		}

	}

	interface WithJavaMethods extends StreamingHub<ReceiverWithJavaMethods> {

		static void join(int times) {
			// does nothing
		}

		void join();

		default void join(String user) {
			join();
		}

	}

	interface First {

		void one();

		void two(String text);

	}

	interface Second {

		void one();

		void two(String text);

	}

	interface Redeclares extends StreamingHub<NoCalls>, First, Second {

		@Override
		void two(String text);

	}

	interface SaysArray {

		void say(List<String>[] lists);

	}

	interface SaysArrayOf<T> {

		void say(List<T>[] lists);

	}

	interface SaysLists extends StreamingHub<NoCalls>, SaysArray, SaysArrayOf<String> {

	}

	interface Wide {

		Number size();

	}

	interface Narrows extends StreamingHub<NoCalls>, Wide {

		@Override
		Integer size();

	}

	interface Defaults extends StreamingHub<NoCalls>, Wide {

		@Override
		default Integer size() {
			return 0;
		}

	}

	interface GenericStore<T, R> extends StreamingHub<R> {

		T put(T value);

		CompletionStage<T> get();

		List<T> all();

		void fill(List<T> values);

	}

	interface Store extends GenericStore<UUID, NoCalls> {

	}

	interface RedeclaringStore extends GenericStore<UUID, NoCalls> {

		@Override
		UUID put(UUID value);

	}

}
