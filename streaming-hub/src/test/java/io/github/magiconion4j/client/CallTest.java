package io.github.magiconion4j.client;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls of hub methods and their outcomes.
 */
class CallTest extends CallScenario {

	/** The server answers each call immediately. */
	private void answering(String body) {
		this.server.reacting((message) -> {
			if (message instanceof Request request) {
				this.server.answer(request, body);
			}
		});
	}

	@Test
	void aStageIsCompletedByTheAnswer() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> sum = client.hub().addLater(2, 3);
		assertThat(this.server.receivedHex()).containsExactly("9301" + hex(MethodIds.of("AddLater")) + "920203");
		assertThat(sum.toCompletableFuture()).isNotDone();
		this.server.answer(request(0), "05");
		assertThat(TestClient.done(sum)).isEqualTo(5);
		assertThat(TestClient.calls(client)).isZero();
	}

	@Test
	void answersMayArriveInAnyOrder() {
		ITestHub hub = connect().hub();
		List<CompletionStage<Integer>> sums = List.of(hub.addLater(0, 0), hub.addLater(1, 0), hub.addLater(2, 0));
		for (int i = 2; i >= 0; i--) {
			this.server.answer(request(i), "0" + i);
		}
		assertThat(sums).extracting(TestClient::done).containsExactly(0, 1, 2);
	}

	@Test
	void aPlainResultIsWaitedFor() {
		HubClient<ITestHub> client = connect();
		answering("05");
		assertThat(client.hub().add(2, 3)).isEqualTo(5);
		answering("c0");
		assertThat(client.hub().name()).isNull();
		assertThat(TestClient.calls(client)).isZero();
	}

	@Test
	void voidIsFireAndForget() {
		HubClient<ITestHub> client = connect();
		client.hub().say("hi");
		assertThat(this.server.receivedHex()).containsExactly("92" + hex(MethodIds.of("Say")) + "a26869");
		assertThat(TestClient.calls(client)).isZero();
	}

	@Test
	void everyMethodSupportsFireAndForget() {
		HubClient<ITestHub> client = connect();
		ITestHub hub = client.fireAndForget();
		assertThat(hub.add(2, 3)).isZero();
		assertThat(hub.name()).isNull();
		assertThat(TestClient.done(hub.echo("x"))).isNull();
		hub.say("hi");
		assertThat(this.server.received()).hasSize(4).allMatch(FireAndForget.class::isInstance);
		assertThat(TestClient.calls(client)).isZero();
		assertThat(hub).isNotEqualTo(client.hub());
	}

	@Test
	void methodsOfObjectWork() {
		ITestHub hub = connect().hub();
		this.server.reacting((message) -> {
			if (message instanceof Request request) {
				this.server.answer(request, "07");
			}
		});
		assertThat(hub.addAll(List.of(1, 2))).isEqualTo(7);
		hub.say("hi", 3);
		assertThat(this.server.received(FireAndForget.class)).hasSize(3);
		assertThat(new HashSet<>(List.of(hub))).contains(hub);
		assertThat(hub).hasToString("hub ITestHub");
		assertThat(hub.equals(null)).isFalse();
	}

	@Test
	void annotationsOfTheContractApply() {
		ITestHub hub = connect().hub();
		hub.numbered();
		assertThat(this.server.receivedHex()).containsExactly("93012ac0");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> hub.add(1))
			.withMessageEndingWith("is not part of the contract");
	}

	@Test
	void anErrorIsTheStatusOfTheServer() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> sum = client.hub().addLater(1, 1);
		this.server.send(new ServerMessage.ErrorResponse(1, 99, "bad room", "at Room.cs:1"));
		assertThat(TestClient.failure(sum).statusCode()).isEqualTo(99);
		assertThat(TestClient.failure(sum).detail()).isEqualTo("bad room");
		assertThat(TestClient.failure(sum).getCause()).hasMessageContaining("at Room.cs:1");
		this.server.reacting((message) -> this.server
			.send(new ServerMessage.ErrorResponse(((Request) message).messageId(), 5, null, null)));
		assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> client.hub().add(1, 1))
			.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(5))
			.satisfies((failure) -> assertThat(failure.detail()).isNull())
			.satisfies((failure) -> assertThat(failure.getStackTrace()).extracting(StackTraceElement::getClassName)
				.contains(CallTest.class.getName()));
	}

	@Test
	void anUnreadableResultFailsOnlyItsCall() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> sum = client.hub().addLater(1, 1);
		this.server.answer(request(0), "a161");
		assertThat(TestClient.failure(sum).statusCode()).isEqualTo(13);
		assertThat(TestClient.failure(sum).detail()).startsWith("The result of AddLater cannot be read: ");
		CompletionStage<Void> left = client.hub().leave();
		this.server.answer(request(1), "01");
		assertThat(TestClient.failure(left).statusCode()).isEqualTo(13);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void anAnswerOfAnotherMethodFailsItsCall() {
		CompletionStage<Integer> sum = connect().hub().addLater(1, 1);
		this.server.send("93 01 2a 05");
		assertThat(TestClient.failure(sum).detail()).endsWith("with the result of method 42");
	}

	@Test
	void anAnswerThatNobodyWaitsForIsIgnored() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> sum = client.hub().addLater(1, 1);
		this.server.send("93 07 2a 05");
		this.server.send("94 07 05 c0 c0");
		this.server.send("94 ff 0c a1 78 c0");
		assertThat(sum.toCompletableFuture()).isNotDone();
		this.server.answer(request(0), "02");
		this.server.answer(request(0), "03");
		assertThat(TestClient.done(sum)).isEqualTo(2);
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	@Test
	void unwritableArgumentsFailOnlyTheirCall() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> failed = client.hub().sendUnwritable(new Unwritable());
		assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
		assertThat(failed.handle((value, failure) -> failure).toCompletableFuture().join())
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessage("The arguments of SendUnwritable cannot be written");
		assertThat(this.server.received()).isEmpty();
		assertThat(TestClient.calls(client)).isZero();
		assertThat(TestClient.isOpen(client)).isTrue();
	}

	private static String hex(int methodId) {
		return ((methodId < 0) ? "d2" : "ce") + "%08x".formatted(methodId);
	}

	/** A value that refers to itself. */
	private static final class Unwritable {

		@SuppressWarnings("unused")
		public Unwritable getValue() {
			return this;
		}

	}

}
