package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A connection that ends after a call has begun and before it is sent.
 */
class UnsentCallTest {

	private static final Status LOST = Status.UNAVAILABLE.withDescription("connection lost");

	private final FakeTime time = new FakeTime();

	private final FakeServer server = FakeServer.accepting();

	private ReconnectingHubClient<IListHub> open(Duration wait) {
		return ReconnectingHubClient.open(this.server, IListHub.class, new TestReceiver(), (hub) -> null,
				TestClient.options(this.time),
				ReconnectOptions.createWithDefault().withCallWait(wait).withRandom(() -> 0.5));
	}

	private ReconnectingHubClient<IListHub> open() {
		return open(Duration.ofSeconds(5));
	}

	/** Values that end the connection when they are written for the first time. */
	private List<Integer> ending(int value) {
		return new AbstractList<>() {

			private boolean written;

			@Override
			public Integer get(int index) {
				if (!this.written) {
					this.written = true;
					UnsentCallTest.this.server.close(LOST);
				}
				return value;
			}

			@Override
			public int size() {
				return 1;
			}

		};
	}

	@Test
	void waitsForTheNextConnection() {
		ReconnectingHubClient<IListHub> client = open();
		CompletionStage<Integer> sum = client.hub().sumLater(ending(3));
		assertThat(sum.toCompletableFuture()).isNotDone();
		assertThat(this.server.received()).isEmpty();
		this.time.advanceMillis(500);
		this.server.answer(this.server.received(Request.class).get(0), "03");
		assertThat(TestClient.done(sum)).isEqualTo(3);
		assertThat(this.server.received()).hasSize(1);
		this.time.advanceMillis(1000); // until the last resort of the first connection
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void waitsWithoutAnException() {
		ReconnectingHubClient<IListHub> client = open();
		client.hub().tell(ending(1));
		client.hub().tell(List.of(2));
		this.time.advanceMillis(500);
		assertThat(client.fireAndForget().sumLater(ending(3))).isCompletedWithValue(null);
		this.time.advanceMillis(2000);
		assertThat(this.server.received(FireAndForget.class))
			.extracting((call) -> call.body().array()[call.body().offset() + 1])
			.containsExactly((byte) 1, (byte) 2, (byte) 3);
	}

	@Test
	void keepsItsPlaceIfItHasWaitedBefore() {
		ReconnectingHubClient<IListHub> client = open(Duration.ofSeconds(10));
		this.server.close(LOST);
		client.hub().tell(ending(1));
		CompletionStage<Integer> sum = client.hub().sumLater(ending(2));
		client.hub().tell(List.of(3));
		this.time.advanceMillis(500);
		assertThat(this.server.connections()).isEqualTo(2);
		assertThat(this.server.received()).isEmpty();
		this.time.advanceMillis(2000);
		assertThat(this.server.connections()).isEqualTo(3);
		assertThat(this.server.received()).hasSize(1);
		this.time.advanceMillis(4000);
		assertThat(this.server.received()).extracting(Object::getClass)
			.containsExactly(FireAndForget.class, Request.class, FireAndForget.class);
		this.server.answer(this.server.received(Request.class).get(0), "02");
		assertThat(TestClient.done(sum)).isEqualTo(2);
	}

	@Test
	void waitsNoLongerInAllThanACallMayWait() {
		ReconnectingHubClient<IListHub> client = open(Duration.ofSeconds(1));
		this.server.close(LOST);
		CompletionStage<Integer> sum = client.hub().sumLater(ending(3));
		this.time.advanceMillis(999);
		assertThat(this.server.connections()).isEqualTo(2);
		assertThat(sum.toCompletableFuture()).isNotDone();
		this.time.advanceMillis(1);
		assertThat(TestClient.failure(sum)).isInstanceOf(HubNotConnectedException.class);
	}

	@Test
	void itsThreadWaitsOnceMore() throws Exception {
		this.server.reacting((message) -> this.server.answer((Request) message, "03"));
		ReconnectingHubClient<IListHub> client = open();
		this.server.close(LOST);
		CompletableFuture<Integer> sum = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				sum.complete(client.hub().sum(ending(3)));
			}
			catch (RuntimeException ex) {
				sum.completeExceptionally(ex);
			}
		});
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		this.time.advanceMillis(500);
		Awaitility.await().until(() -> client.state().phase() == Phase.WAITING || sum.isDone());
		this.time.advanceMillis(2000);
		assertThat(sum.get(30, TimeUnit.SECONDS)).isEqualTo(3);
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void failsIfCallsDoNotWait() {
		ReconnectingHubClient<IListHub> client = open(Duration.ZERO);
		assertThat(TestClient.failure(client.hub().sumLater(ending(1)))).isInstanceOf(HubDisconnectedException.class);
		this.time.advanceMillis(500);
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.hub().tell(ending(1)));
		this.time.advanceMillis(2000);
		assertThatExceptionOfType(HubDisconnectedException.class).isThrownBy(() -> client.hub().sum(ending(1)));
		this.time.advanceMillis(4000);
		assertThatExceptionOfType(HubDisconnectedException.class)
			.isThrownBy(() -> client.fireAndForget().sum(ending(1)));
		assertThat(this.server.received()).isEmpty();
		assertThat(client.state().phase()).isEqualTo(Phase.WAITING);
	}

	/** A hub whose arguments run code of the application when they are written. */
	interface IListHub extends StreamingHub<ITestReceiver> {

		int sum(List<Integer> values);

		CompletionStage<Integer> sumLater(List<Integer> values);

		void tell(List<Integer> values);

	}

}
