package io.github.magiconion4j.autoconfigure.reactive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.InProcessHub;
import io.github.magiconion4j.testing.RecordingReceiver;
import io.grpc.Status;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * A Mono as the result of hubs and receivers, on both sides.
 */
class ReactiveResultsTest {

	private final RecordingReceiver<Receiver> receiver = RecordingReceiver.of(Receiver.class)
		.answer("confirm", (arguments) -> true);

	private final FakeTime time = new FakeTime();

	private final Hub served = new Hub();

	private final InProcessHub<Receiver, IHub> server = InProcessHub.start(this.time, IHub.class, () -> this.served);

	private HubClient<IHub> client;

	@BeforeEach
	void connect() {
		this.client = this.server.connect(this.receiver.receiver());
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void theResultIsThatOfTheMono() {
		assertThat(HubContract.of(IHub.class).hubMethods()).extracting(ContractMethod::name, ContractMethod::resultType)
			.containsExactly(tuple("Ask", Boolean.class), tuple("Count", Integer.class), tuple("Later", String.class),
					tuple("Leave", void.class));
	}

	@Test
	void otherTypesOfOneValueAreResultsToo() {
		assertThat(HubContract.of(Others.class).hubMethods())
			.extracting(ContractMethod::name, ContractMethod::resultType)
			.containsExactly(tuple("Clear", void.class), tuple("First", String.class), tuple("Size", Integer.class));
		try (InProcessHub<Receiver, Others> others = InProcessHub.start(this.time, Others.class, OtherHub::new)) {
			Others hub = others.connect(this.receiver.receiver()).hub();
			assertThat(hub.size().blockingGet()).isEqualTo(7);
			assertThat(hub.first().blockingGet()).isNull();
			hub.clear().blockingAwait();
		}
	}

	@Test
	void aCallIsMadeForEachSubscription() {
		Mono<Integer> count = this.client.hub().count();
		assertThat(this.served.calls).isEmpty();
		assertThat(count.block()).isEqualTo(1);
		assertThat(count.block()).isEqualTo(2);
	}

	@Test
	void nilIsAnEmptyMono() {
		assertThat(this.client.hub().leave().blockOptional()).isEmpty();
		assertThat(this.client.fireAndForget().leave().blockOptional()).isEmpty();
		assertThat(this.served.calls).containsExactly("leave", "leave");
	}

	@Test
	void anAsynchronousResult() {
		List<String> texts = new ArrayList<>();
		this.client.hub().later().subscribe(texts::add);
		assertThat(texts).isEmpty();
		this.served.later.tryEmitValue("text");
		assertThat(texts).containsExactly("text");
	}

	@Test
	void aReceiverIsAsked() {
		assertThat(this.client.hub().ask("sure").block()).isTrue();
		assertThat(this.receiver.calls("confirm")).containsExactly(List.of("sure?"));
	}

	@Test
	void failuresHaveTheirStatus() {
		this.served.later.tryEmitError(new HubStatusException(Status.Code.NOT_FOUND, "no text"));
		assertThatExceptionOfType(HubStatusException.class).isThrownBy(() -> this.client.hub().later().block())
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(Status.Code.NOT_FOUND.value()));
	}

	@Test
	void theEndOfTheConnectionCancelsTheSubscription() {
		this.client.hub().later().onErrorComplete().subscribe();
		assertThat(this.served.cancelled).isFalse();
		this.client.closeAsync();
		this.time.advance(Duration.ofSeconds(1)); // running subscriptions may complete
		assertThat(this.served.cancelled).isTrue();
	}

	interface Receiver {

		Mono<Boolean> confirm(String question);

	}

	interface IHub extends StreamingHub<Receiver> {

		Mono<Integer> count();

		Mono<Void> leave();

		Mono<String> later();

		Mono<Boolean> ask(String question);

	}

	interface Others extends StreamingHub<Receiver> {

		Single<Integer> size();

		Maybe<String> first();

		Completable clear();

	}

	static final class OtherHub extends StreamingHubBase<Receiver> implements Others {

		@Override
		public Single<Integer> size() {
			return Single.just(7);
		}

		@Override
		public Maybe<String> first() {
			return Maybe.empty();
		}

		@Override
		public Completable clear() {
			return Completable.complete();
		}

	}

	static final class Hub extends StreamingHubBase<Receiver> implements IHub {

		private final List<String> calls = new ArrayList<>();

		private final Sinks.One<String> later = Sinks.one();

		private final AtomicBoolean cancelled = new AtomicBoolean();

		@Override
		public Mono<Integer> count() {
			this.calls.add("count");
			return Mono.fromSupplier(this.calls::size);
		}

		@Override
		public Mono<Void> leave() {
			this.calls.add("leave");
			return Mono.empty();
		}

		@Override
		public Mono<String> later() {
			return this.later.asMono().doOnCancel(() -> this.cancelled.set(true));
		}

		@Override
		public Mono<Boolean> ask(String question) {
			return client().confirm(question + "?");
		}

	}

}
