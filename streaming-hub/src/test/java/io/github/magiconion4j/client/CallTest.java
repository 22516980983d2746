package io.github.magiconion4j.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls of hub methods, and how they come out.
 */
class CallTest {

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private HubClient<ITestHub> connect() {
		return connect((options) -> options);
	}

	private HubClient<ITestHub> connect(UnaryOperator<StreamingHubClientOptions> customizer) {
		return TestClient.connect(this.server, this.time, customizer);
	}

	/** The server answers each call at once. */
	private void answering(String body) {
		this.server.reacting((message) -> {
			if (message instanceof Request request) {
				this.server.answer(request, body);
			}
		});
	}

	private Request request(int index) {
		return this.server.received(Request.class).get(index);
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
	void answersMayComeInAnyOrder() {
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
	void everyMethodCanBeFiredAndForgotten() {
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
	void whatIsJavasOwnBusinessWorks() {
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
	void whatTheContractSaysOfAMethodIsHeeded() {
		ITestHub hub = connect().hub();
		hub.numbered();
		assertThat(this.server.receivedHex()).containsExactly("93012ac0");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> hub.add(1))
			.withMessageEndingWith("is no part of the contract");
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
	void aResultThatCannotBeReadFailsItsCallAlone() {
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
	void argumentsThatCannotBeWrittenFailTheirCallAlone() {
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

	@Test
	void aCallTimesOut() {
		HubClient<ITestHub> client = connect((options) -> options.withCallTimeout(Duration.ofSeconds(2)));
		CompletionStage<Integer> first = client.hub().addLater(1, 1);
		this.time.advanceMillis(1000);
		CompletionStage<Integer> second = client.hub().addLater(2, 2);
		this.server.answer(request(1), "04");
		this.time.advanceMillis(999);
		assertThat(first.toCompletableFuture()).isNotDone();
		this.time.advanceMillis(1);
		assertThat(TestClient.failure(first).statusCode()).isEqualTo(4);
		assertThat(TestClient.failure(first).detail()).isEqualTo("AddLater was not answered in time");
		assertThat(TestClient.done(second)).isEqualTo(4);
		this.server.answer(request(0), "02");
		this.time.advanceMillis(5000);
		assertThat(TestClient.isOpen(client)).isTrue();
		assertThat(TestClient.calls(client)).isZero();
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void anInterruptEndsTheWaiting() {
		HubClient<ITestHub> client = connect();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> client.hub().add(1, 1))
			.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(1));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(TestClient.calls(client)).isZero();
	}

	@Test
	void nobodyWaitsOnAThreadThatReads() {
		HubClient<ITestHub> client = connect();
		CompletableFuture<Integer> next = client.hub()
			.addLater(1, 1)
			.thenApply((sum) -> client.hub().add(sum, 1))
			.toCompletableFuture();
		this.server.answer(request(0), "02");
		assertThat(next).failsWithin(Duration.ZERO)
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessageStartingWith("Add would wait for an answer on the thread that has to read it");
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void afterTheEndEveryCallFailsAtOnce() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> before = client.hub().addLater(1, 1);
		this.server.close(Status.UNAVAILABLE.withDescription("maintenance"));
		assertEnded(TestClient.failure(before));
		assertEnded(TestClient.failure(client.hub().addLater(1, 1)));
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.hub().add(1, 1))
			.satisfies(CallTest::assertEnded);
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.hub().say("hi"))
			.satisfies(CallTest::assertEnded);
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.fireAndForget().add(1, 1))
			.satisfies(CallTest::assertEnded);
		assertThat(TestClient.calls(client)).isZero();
		assertThat(this.server.received()).hasSize(1);
	}

	private static void assertEnded(HubStatusException failure) {
		assertThat(failure.statusCode()).isEqualTo(14);
		assertThat(failure.detail()).isEqualTo("The connection to hub ITestHub has ended: UNAVAILABLE: maintenance");
		assertThat(((HubDisconnectedException) failure).reason().type()).isEqualTo(DisconnectReason.Type.FAULTED);
	}

	@Test
	void callsFailWhileTooMuchWaitsForTheServer() {
		HubClient<ITestHub> client = connect((options) -> options.withMaxQueuedBytes(1000));
		this.server.ready(false);
		String text = "x".repeat(600);
		client.hub().say(text);
		client.hub().say(text);
		assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> client.hub().say(text))
			.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(8));
		assertThat(TestClient.failure(client.hub().addLater(1, 1)).statusCode()).isEqualTo(8);
		assertThat(TestClient.calls(client)).isZero();
		this.server.ready(true);
		assertThat(this.server.received(FireAndForget.class)).hasSize(2);
		client.hub().say(text);
		assertThat(this.server.received(FireAndForget.class)).hasSize(3);
	}

	@Test
	void callsWaitForTheServerInTheirOrder() {
		HubClient<ITestHub> client = connect();
		this.server.ready(false);
		for (int i = 0; i < 1000; i++) {
			client.hub().say("say " + i);
		}
		assertThat(this.server.received()).isEmpty();
		this.server.ready(true);
		assertThat(this.server.received(FireAndForget.class)).hasSize(1000)
			.extracting((call) -> new String(call.body().toBytes(), StandardCharsets.UTF_8).substring(5))
			.startsWith("0", "1", "2")
			.isSortedAccordingTo(Comparator.comparingInt(Integer::parseInt));
	}

	/** The number -1 would say that nobody waits. */
	@Test
	void noCallHasANumberThatWantsNoAnswer() {
		HubClient<ITestHub> client = connect();
		((ClientConnection<?>) client).calls().lastId.set(Integer.MAX_VALUE - 1);
		client.hub().addLater(1, 1);
		client.hub().addLater(1, 1);
		((ClientConnection<?>) client).calls().lastId.set(-3);
		client.hub().addLater(1, 1);
		client.hub().addLater(1, 1);
		assertThat(this.server.received(ClientMessage.Request.class)).extracting(Request::messageId)
			.containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE, -2, 0);
	}

	private static String hex(int methodId) {
		return ((methodId < 0) ? "d2" : "ce") + "%08x".formatted(methodId);
	}

	/** Whose value refers to itself. */
	private static final class Unwritable {

		@SuppressWarnings("unused")
		public Unwritable getValue() {
			return this;
		}

	}

}
