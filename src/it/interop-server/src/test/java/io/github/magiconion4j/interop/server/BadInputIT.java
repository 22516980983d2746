package io.github.magiconion4j.interop.server;

import java.time.Duration;

import io.github.magiconion4j.interop.testing.ChildProcess;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Invalid input is reported clearly, and does not affect other clients.
 */
class BadInputIT {

	private static final int NIL = 0xc0;

	@RegisterExtension
	static final ServerProcess server = ServerProcess.forScenarios();

	private final ManagedChannel channel = Grpc
		.newChannelBuilderForAddress("127.0.0.1", server.grpcPort(), InsecureChannelCredentials.create())
		.build();

	@AfterEach
	void disconnect() {
		this.channel.shutdownNow();
	}

	@Test
	void aMalformedFirstMessageEndsOnlyItsConnection() throws Exception {
		try (TestHubClient good = TestHubClient.connect(this.channel, "IInteropHub");
				TestHubClient bad = TestHubClient.connect(this.channel, "IInteropHub")) {
			bad.send((byte) 0x93, (byte) 0x01, (byte) 0xa1, (byte) 'x', (byte) NIL);
			Status status = bad.status();
			assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
			assertThat(status.getDescription()).contains("0xa1", "at byte 2");
			int call = good.call("NoopAsync", NIL);
			assertThat(good.next(ServerMessage.Response.class).messageId()).isEqualTo(call);
			assertThat(good.isOpen()).isTrue();
		}
	}

	@Test
	void anInvalidIntervalFailsTheStart() throws InterruptedException {
		try (ChildProcess wrong = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=5ms").launch()) {
			assertThat(wrong.exitCode(Duration.ofMinutes(2))).isNotZero();
			assertThat(wrong.output()).contains("APPLICATION FAILED TO START")
				.contains("magiconion.streaming-hub.heartbeat.interval")
				.contains("5ms")
				.doesNotContain("ready");
		}
	}

}
