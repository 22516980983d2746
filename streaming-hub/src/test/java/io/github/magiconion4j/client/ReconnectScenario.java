package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.testing.FakeTime;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reconnecting client, on virtual time.
 */
abstract class ReconnectScenario {

	static final Status LOST = Status.UNAVAILABLE.withDescription("connection lost");

	final FakeTime time = new FakeTime();

	final FakeServer server = FakeServer.accepting();

	final List<HubClientState> states = new ArrayList<>();

	final List<ITestHub> prepared = new ArrayList<>();

	Function<ITestHub, @Nullable CompletionStage<?>> onConnected = (hub) -> null;

	/** Every delay is half of the maximum. */
	ReconnectingHubClient<ITestHub> open(UnaryOperator<ReconnectOptions> customizer) {
		return ReconnectingHubClient.open(this.server, ITestHub.class, new TestReceiver(), (hub) -> {
			this.prepared.add(hub);
			return this.onConnected.apply(hub);
		}, TestClient.options(this.time), customizer
			.apply(ReconnectOptions.createWithDefault().withStateListener(this.states::add).withRandom(() -> 0.5)));
	}

	ReconnectingHubClient<ITestHub> open() {
		return open((options) -> options);
	}

	List<Phase> phases() {
		return this.states.stream().map(HubClientState::phase).toList();
	}

	Duration delay(HubClient<ITestHub> client) {
		HubClientState state = ((ReconnectingHubClient<ITestHub>) client).state();
		assertThat(state.phase()).isEqualTo(Phase.WAITING);
		return Duration.between(state.since(), state.retryAt());
	}

}
