package io.github.magiconion4j.sample;

import java.io.ByteArrayOutputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The client for the terminal, with a server that disconnects it.
 */
class ChatClientTest {

	@Test
	void aLineAfterTheConnectionHasEndedIsNoCrash() throws Exception {
		try (StreamingHubServer hubs = StreamingHubServer.builder().hub(ClosingHub.class, ClosingHub::new).build()) {
			ServerBuilder<?> builder = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create());
			hubs.addTo(builder);
			Server server = builder.build().start();
			ByteArrayOutputStream printed = new ByteArrayOutputStream();
			ChatClient.chat("alice", "127.0.0.1:" + server.getPort(),
					new PatientReader(() -> printed.toString(StandardCharsets.UTF_8).contains("Disconnected")),
					new PrintStream(printed, true, StandardCharsets.UTF_8));
			assertThat(printed.toString(StandardCharsets.UTF_8).lines())
				.contains("Disconnected: the server closed the connection", "Start the client again to reconnect.");
			server.shutdownNow();
		}
	}

	/** Closes the connection of whoever says something. */
	private static final class ClosingHub extends StreamingHubBase<ChatHubReceiver> implements ChatHub {

		@Override
		public int joinAsync(String room, String user) {
			return 1;
		}

		@Override
		public void say(String text) {
			context().close();
		}

	}

	/** A user who types a second line when a condition holds. */
	private static final class PatientReader extends FilterReader {

		private static final String FIRST = "bye\n";

		private final BooleanSupplier condition;

		private boolean first = true;

		PatientReader(BooleanSupplier condition) {
			super(new StringReader(FIRST + "hi\n"));
			this.condition = condition;
		}

		@Override
		public int read(char[] buffer, int offset, int length) throws IOException {
			if (this.first) {
				this.first = false;
				return super.read(buffer, offset, FIRST.length());
			}
			await().until(this.condition::getAsBoolean);
			return super.read(buffer, offset, length);
		}

	}

}
