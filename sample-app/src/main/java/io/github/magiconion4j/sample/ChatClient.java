package io.github.magiconion4j.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.Duration;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.HubDisconnectedException;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;

/**
 * A client for the terminal: prints the calls of the server, and sends each line that you
 * type.
 */
final class ChatClient {

	private static final String ROOM = "lobby";

	private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(5);

	private ChatClient() {
	}

	/**
	 * Chats until the input ends.
	 * @param args the user's name, and the address of the server
	 */
	public static void main(String[] args) throws IOException {
		String user = (args.length > 0) ? args[0] : "somebody";
		String address = (args.length > 1) ? args[1] : "localhost:9090";
		chat(user, address, new InputStreamReader(System.in, Charset.defaultCharset()), System.out);
	}

	static void chat(String user, String address, Reader input, PrintStream output) throws IOException {
		ManagedChannel channel = Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
		try (HubClient<ChatHub> client = StreamingHubClient.connect(channel, ChatHub.class, new Printer(output),
				StreamingHubClientOptions.createWithDefault()
					.withClientHeartbeatInterval(HEARTBEAT_INTERVAL)
					.withClientHeartbeatTimeout(HEARTBEAT_INTERVAL))) {
			client.disconnected().thenAccept((reason) -> output.println("Disconnected: " + reason.detail()));
			output.println("Members: " + client.hub().joinAsync(ROOM, user) + ", server time: "
					+ client.serverClock().instant());
			new BufferedReader(input).lines().forEach(client.hub()::say);
		}
		catch (HubDisconnectedException ex) {
			output.println("Start the client again to reconnect.");
		}
		finally {
			channel.shutdown();
		}
	}

	private record Printer(PrintStream output) implements ChatHubReceiver {

		@Override
		public void onJoin(String user) {
			this.output.println(user + " joined");
		}

		@Override
		public void onMessage(String user, String text) {
			this.output.println(user + ": " + text);
		}

		@Override
		public void onLeave(String user) {
			this.output.println(user + " left");
		}

	}

}
