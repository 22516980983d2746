package io.github.magiconion4j.readme;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.magiconion4j.autoconfigure.Heartbeat;
import io.github.magiconion4j.autoconfigure.StreamingHubClients;
import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.ReconnectOptions;
import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.NonBlocking;
import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.Key;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import net.devh.boot.grpc.server.serverfactory.GrpcServerConfigurer;

/**
 * The snippets of README and docs, compiled: {@link ReadmeTest} compares the two.
 */
@SuppressWarnings("unused")
interface ReadmeSnippets {

	@ServiceName("IChatHub")
	public interface ChatHub extends StreamingHub<ChatHubReceiver> {

		CompletionStage<Integer> joinAsync(String room, String user);

		int add(int a, int b);

		CompletionStage<Void> leaveAsync();

		void say(String text);

	}

	@StreamingHubService
	@Heartbeat(interval = "10s", timeout = "${chat.timeout:1s}", metadataProvider = ChatMetadata.class)
	class DefaultChatHub extends StreamingHubBase<ChatHubReceiver> implements ChatHub {

		@Override
		protected void onConnected() {
			client().onMessage("server", "hello");
			context().heartbeat().setAckCallback((latency) -> show(latency));
		}

		@Override
		protected void onDisconnected(DisconnectReason reason) {
		}

		@Override
		public CompletionStage<Integer> joinAsync(String room, String user) {
			HubGroup<ChatHubReceiver> everybody = group().add(room);
			everybody.except(context().connectionId()).onJoin(user);
			return client().confirmAsync("Join " + room + "?").thenApply((yes) -> everybody.count());
		}

		@Override
		public int add(int a, int b) {
			return a + b;
		}

		@Override
		public CompletionStage<Void> leaveAsync() {
			return CompletableFuture.completedStage(null);
		}

		@Override
		public void say(String text) {
		}

	}

	abstract class Room extends StreamingHubBase<ChatHubReceiver> implements ChatHub {

		private final HubGroup<ChatHubReceiver> room = group().add("room");

		private final String user = "user";

		@NonBlocking
		@Override
		public void say(String text) {
			this.room.all().onMessage(this.user, text);
		}

	}

	interface ChatHubReceiver {

		void onMessage(String user, String text);

		void onJoin(String user);

		CompletionStage<Boolean> confirmAsync(String question);

	}

	class ChatMetadata implements HeartbeatMetadataProvider {

		@Override
		public Object metadata() {
			return "chat";
		}

	}

	class Provider {

		@Bean
		HeartbeatMetadataProvider heartbeatMetadata() {
			return () -> "1.2.3.4";
		}

	}

	record Player(@Key(0) String name, @Key(1) int score, @Key(3) @Nullable Instant lastSeen) {
	}

	class MoneyModule extends SimpleModule {

		private static final long serialVersionUID = 1L;

	}

	class Format {

		@Bean
		HubSerializer hubSerializer() {
			return new MessagePackHubSerializer(new MoneyModule());
		}

	}

	class Security {

		@Bean
		HubFilter authentication(Tokens tokens) {
			return new HubFilter() {

				@Override
				public void connect(HubContext connection, Connecting next) throws Exception {
					if (!tokens.isValid(connection.header("authorization"))) {
						throw new HubStatusException(Status.Code.UNAUTHENTICATED, "Who are you?");
					}
					next.proceed();
				}

			};
		}

	}

	interface Tokens {

		boolean isValid(@Nullable String token);

	}

	private static void reconnecting(Channel channel, ChatHubReceiver receiver) {
		ReconnectingHubClient<ChatHub> client = ReconnectingHubClient.open(channel, ChatHub.class, receiver,
				(hub) -> hub.joinAsync("room", "bot"), StreamingHubClientOptions.createWithDefault(),
				ReconnectOptions.createWithDefault()
					.withCallWait(Duration.ofSeconds(5))
					.withStateListener((state) -> show(state.phase(), state.retryAt(), state.reason())));
	}

	abstract class ChatReceiver implements ChatHubReceiver {

	}

	class NamedClient {

		@Bean
		ReconnectingHubClient<ChatHub> chat(StreamingHubClients clients, ChatReceiver receiver) {
			return clients.create("chat", ChatHub.class, receiver, (hub) -> hub.joinAsync("room", "bot"));
		}

	}

	private static void client(Channel channel, ChatHubReceiver receiver) throws Exception {
		HubClient<ChatHub> client = StreamingHubClient.connect(channel, ChatHub.class, receiver,
				StreamingHubClientOptions.createWithDefault()
					.withClientHeartbeatInterval(Duration.ofSeconds(30))
					.withClientHeartbeatTimeout(Duration.ofSeconds(5))
					.withServerHeartbeatReceived((event) -> show(event.serverTime(), event.metadata(String.class))));

		client.hub().joinAsync("room", "alice").thenAccept((count) -> show(count));
		int sum = client.hub().add(1, 2);
		client.hub().say("hi");
		client.fireAndForget().joinAsync("room", "alice");
		client.disconnected().thenAccept((reason) -> show(reason.type()));
		client.serverClock().instant();
		client.closeAsync();
	}

	private static void show(@Nullable Object... values) {
	}

	interface RoomHub extends StreamingHub<ChatHubReceiver> {

		CompletionStage<Integer> joinAsync(@NotBlank String room, @Valid @NotNull Profile profile);

	}

	record Profile(@NotBlank String name) {

	}

	static void serve() throws Exception {
		try (StreamingHubServer hubs = StreamingHubServer.builder()
			.hub(DefaultChatHub.class, DefaultChatHub::new)
			.heartbeat(HeartbeatSettings.of(Duration.ofSeconds(30), Duration.ofSeconds(5)))
			.heartbeatMetadata(() -> "1.2.3.4")
			.build()) {
			ServerBuilder<?> grpc = Grpc.newServerBuilderForPort(8080, InsecureServerCredentials.create());
			hubs.addTo(grpc);
			grpc.build().start().awaitTermination();
		}
	}

	class Limits {

		@Bean
		GrpcServerConfigurer limits() {
			return (builder) -> ((NettyServerBuilder) builder).maxConcurrentCallsPerConnection(100)
				.maxRstFramesPerWindow(200, 30);
		}

	}

}
