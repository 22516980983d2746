package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.magiconion4j.client.ClientRuntime;
import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.client.HubDisconnectedException;
import io.github.magiconion4j.client.ReconnectOptions;
import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.interop.hubs.IInteropHub;
import io.github.magiconion4j.interop.hubs.IInteropHubReceiver;
import io.github.magiconion4j.testing.RecordingReceiver;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that show the effect of a server's restart: one rejoins its room, one does so
 * later than others, and one does not.
 */
final class Guests implements AutoCloseable {

	static final int COUNT = 3;

	private static final String ROOM = "lobby";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Longer than a server's shutdown takes. */
	private static final int SLOW_MILLIS = 30_000;

	private final ClientRuntime runtime = ClientRuntime.create();

	private final ManagedChannel channel;

	private final Guest regular;

	private final Guest late;

	private final Guest forgetful;

	private volatile CompletableFuture<@Nullable Void> gate = CompletableFuture.completedFuture(null);

	private @Nullable CompletableFuture<Void> underWay;

	Guests(int port) {
		this.channel = Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create()).build();
		this.regular = guest((hub) -> {
			hub.joinAsync(ROOM, "regular");
			return null;
		});
		this.late = guest((hub) -> this.gate.thenRun(() -> hub.joinAsync(ROOM, "late")));
		this.forgetful = guest((hub) -> null);
	}

	private Guest guest(Function<IInteropHub, @Nullable CompletionStage<?>> onConnected) {
		RecordingReceiver<IInteropHubReceiver> receiver = RecordingReceiver.of(IInteropHubReceiver.class);
		return new Guest(receiver,
				ReconnectingHubClient.open(this.channel, IInteropHub.class, receiver.receiver(), onConnected,
						StreamingHubClientOptions.createWithDefault().withRuntime(this.runtime),
						ReconnectOptions.createWithDefault()
							.withFirstDelay(Duration.ofMillis(50))
							.withMaxDelay(Duration.ofMillis(500))
							.withShutdownSpread(Duration.ofSeconds(1))));
	}

	/** All are in the room on the server that is about to stop. */
	void beforeTheRestart() throws InterruptedException {
		Stream.of(this.regular, this.late, this.forgetful).forEach(Guest::awaitConnected);
		this.forgetful.hub().joinAsync(ROOM, "forgetful");
		say("before");
		Stream.of(this.regular, this.late, this.forgetful).forEach((guest) -> guest.awaitText("before"));
		this.underWay = this.regular.hub().slowAsync(SLOW_MILLIS).toCompletableFuture();
		this.gate = new CompletableFuture<>();
	}

	void assertWhatIsLost() {
		assertThat(this.underWay).as("a call under way fails")
			.failsWithin(PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(HubDisconnectedException.class);
		this.regular.awaitConnected();
		say("meanwhile");
		this.regular.awaitText("meanwhile");
		this.gate.complete(null);
		this.late.awaitConnected();
		this.forgetful.awaitConnected();
		say("after");
		this.late.awaitText("after");
		assertThat(this.late.texts()).as("what was sent meanwhile is lost").containsExactly("before", "after");
		assertThat(this.forgetful.hub().sayAsync("I am back")).as("its hub is a new one, in no room")
			.failsWithin(PATIENCE);
		assertThat(this.forgetful.texts()).containsExactly("before");
	}

	private void say(String text) {
		assertThat(this.regular.hub().sayAsync(text)).succeedsWithin(PATIENCE);
	}

	@Override
	public void close() {
		Stream.of(this.regular, this.late, this.forgetful).forEach((guest) -> guest.client().close());
		this.channel.shutdownNow();
		this.runtime.close();
	}

	/**
	 * A client.
	 *
	 * @param receiver its receiver
	 * @param client the client
	 */
	private record Guest(RecordingReceiver<IInteropHubReceiver> receiver, ReconnectingHubClient<IInteropHub> client) {

		IInteropHub hub() {
			return this.client.hub();
		}

		void awaitConnected() {
			Awaitility.await().atMost(PATIENCE).until(() -> this.client.state().phase() == Phase.CONNECTED);
		}

		void awaitText(String text) {
			Awaitility.await().atMost(PATIENCE).until(() -> texts().contains(text));
		}

		List<Object> texts() {
			return this.receiver.calls("onMessage").stream().<Object>map((arguments) -> arguments.get(1)).toList();
		}

	}

}
