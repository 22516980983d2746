package io.github.magiconion4j.contract;

import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the contract, its receiver and its name are found.
 */
class HubContractTest {

	@ParameterizedTest
	@ValueSource(classes = { ChatHub.class, DefaultChatHub.class, ExtendedChatHub.class, ChatHubWithMore.class })
	void ofTheInterfaceOrAClassThatImplementsIt(Class<?> type) {
		HubContract contract = HubContract.of(type);
		assertThat(contract.hubType()).isEqualTo(ChatHub.class);
		assertThat(contract.receiverType()).isEqualTo(ChatReceiver.class);
		assertThat(contract.hubMethods()).extracting(ContractMethod::name).containsExactly("Join");
		assertThat(contract.receiverMethods()).extracting(ContractMethod::name).containsExactly("OnJoin");
	}

	@Test
	void methodsAreThoseOfTheInterface() throws NoSuchMethodException {
		HubContract contract = HubContract.of(DefaultChatHub.class);
		assertThat(contract.hubMethods()).extracting(ContractMethod::method)
			.containsExactly(ChatHub.class.getMethod("join", String.class));
		assertThat(contract.receiverMethods()).extracting(ContractMethod::method)
			.containsExactly(ChatReceiver.class.getMethod("onJoin", String.class));
	}

	@Test
	void serviceNameIsTheSimpleName() {
		HubContract contract = HubContract.of(DefaultChatHub.class);
		assertThat(contract.serviceName()).isEqualTo("ChatHub");
		assertThat(contract.connectMethod()).isEqualTo("ChatHub/Connect");
	}

	@Test
	void serviceNameOfTheAnnotation() {
		HubContract contract = HubContract.of(NamedHub.class);
		assertThat(contract.serviceName()).isEqualTo("INamedHub");
		assertThat(contract.connectMethod()).isEqualTo("INamedHub/Connect");
		assertThat(HubContract.of(DefaultNamedHub.class).serviceName()).isEqualTo("INamedHub");
	}

	@Test
	void serviceNameIsNotInherited() {
		assertThat(HubContract.of(ExtendsNamedHub.class).serviceName()).isEqualTo("ExtendsNamedHub");
	}

	@Test
	void inheritedInterfaceCountsWithItsMethods() {
		HubContract contract = HubContract.of(MoreChatHub.class);
		assertThat(contract.hubType()).isEqualTo(MoreChatHub.class);
		assertThat(contract.serviceName()).isEqualTo("MoreChatHub");
		assertThat(contract.receiverType()).isEqualTo(ChatReceiver.class);
		assertThat(contract.hubMethods()).extracting(ContractMethod::name)
			.containsExactlyInAnyOrder("Join", "Leave", "Ping");
	}

	@Test
	void receiverMayInherit() {
		assertThat(HubContract.of(MoreReceiverHub.class).receiverMethods()).extracting(ContractMethod::name)
			.containsExactlyInAnyOrder("OnJoin", "OnLeave");
	}

	@ParameterizedTest
	@ValueSource(classes = { OverBase.class, OverMiddle.class, OverSwapped.class, DefaultOverMiddle.class,
			BesideOthers.class })
	void receiverOfAGenericSuperinterface(Class<?> type) {
		assertThat(HubContract.of(type).receiverType()).isEqualTo(ChatReceiver.class);
	}

	@Test
	void receiverMayBeGeneric() {
		assertThat(HubContract.of(GenericReceiverHub.class).receiverType()).isEqualTo(GenericReceiver.class);
	}

	@Test
	void hubWithoutMethods() {
		assertThat(HubContract.of(OverMiddle.class).hubMethods()).isEmpty();
	}

	interface ChatReceiver {

		void onJoin(String user);

	}

	interface ChatHub extends StreamingHub<ChatReceiver> {

		void join(String user);

	}

	static class DefaultChatHub implements ChatHub {

		@Override
		public void join(String user) {
			// does nothing
		}

		public void notOfTheContract() {
			// does nothing
		}

	}

	static class ExtendedChatHub extends DefaultChatHub {

	}

	static class ChatHubWithMore extends DefaultChatHub implements AutoCloseable {

		@Override
		public void close() {
			// does nothing
		}

	}

	@ServiceName("INamedHub")
	interface NamedHub extends StreamingHub<ChatReceiver> {

	}

	static class DefaultNamedHub implements NamedHub {

	}

	interface ExtendsNamedHub extends NamedHub {

	}

	interface Ping {

		void ping();

	}

	interface MoreChatHub extends ChatHub, Ping {

		void leave();

	}

	interface MoreReceiver extends ChatReceiver {

		void onLeave(String user);

	}

	interface MoreReceiverHub extends StreamingHub<MoreReceiver> {

	}

	interface Base<R> extends StreamingHub<R> {

	}

	interface Middle<X> extends Base<X> {

	}

	interface Swapped<X, Y> extends Base<Y> {

	}

	interface OverBase extends Base<ChatReceiver> {

	}

	interface OverMiddle extends Middle<ChatReceiver> {

	}

	interface OverSwapped extends Swapped<String, ChatReceiver> {

	}

	static class DefaultOverMiddle implements OverMiddle {

	}

	interface BesideOthers extends Comparable<BesideOthers>, Runnable, Base<ChatReceiver> {

	}

	interface GenericReceiver<T> {

	}

	interface GenericReceiverHub extends StreamingHub<GenericReceiver<String>> {

	}

}
