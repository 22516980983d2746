package io.github.magiconion4j.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long calls wait, and on which threads.
 */
class WaitingCallTest extends CallScenario {

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
	void theReadingThreadIsNotBlocked() {
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
			.withMessageStartingWith("Add would block the thread that must read the answer");
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void afterTheEndEveryCallFailsImmediately() {
		HubClient<ITestHub> client = connect();
		CompletionStage<Integer> before = client.hub().addLater(1, 1);
		this.server.close(Status.UNAVAILABLE.withDescription("maintenance"));
		assertEnded(TestClient.failure(before));
		assertEnded(TestClient.failure(client.hub().addLater(1, 1)));
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.hub().add(1, 1))
			.satisfies(WaitingCallTest::assertEnded);
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.hub().say("hi"))
			.satisfies(WaitingCallTest::assertEnded);
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.fireAndForget().add(1, 1))
			.satisfies(WaitingCallTest::assertEnded);
		assertThat(TestClient.calls(client)).isZero();
		assertThat(this.server.received()).hasSize(1);
	}

	private static void assertEnded(HubStatusException failure) {
		assertThat(failure.statusCode()).isEqualTo(14);
		assertThat(failure.detail()).isEqualTo("The connection to hub ITestHub has ended: UNAVAILABLE: maintenance");
		assertThat(((HubDisconnectedException) failure).reason().type()).isEqualTo(DisconnectReason.Type.FAULTED);
	}

	@Test
	void callsFailWhileTheOutboundQueueIsFull() {
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

}
