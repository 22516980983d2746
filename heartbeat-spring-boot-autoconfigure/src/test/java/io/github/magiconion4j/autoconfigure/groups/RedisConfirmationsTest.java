package io.github.magiconion4j.autoconfigure.groups;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.github.magiconion4j.backplane.GroupBackplane.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static io.github.magiconion4j.autoconfigure.groups.AbstractBackplaneTests.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Redis confirms each channel of a command. Lettuce takes the first of these
 * confirmations for that of the command, and the others for those of the next commands.
 */
@Timeout(180)
class RedisConfirmationsTest {

	private static final int CHANNELS = 3000;

	/** More than the first command with 1000 channels, and less than the second. */
	private static final int PASSED = 60_000;

	@Test
	void noSubscriptionIsConfirmedBeforeRedisHasIt() throws Exception {
		try (LocalServer server = LocalServer.redis().start();
				Narrow narrow = new Narrow(server.port());
				AbstractBackplane backplane = new RedisBackplane(
						new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", narrow.port())),
						new RedisSettings("fleet/", false, 1 << 20, 1 << 20, Duration.ofSeconds(60), null))) {
			List<CompletableFuture<Void>> confirmed = IntStream.range(0, CHANNELS)
				.mapToObj((i) -> backplane.subscribe(backplane.channel("room" + i), (bytes) -> {
				}))
				.map(Subscription::confirmed)
				.map((each) -> each.thenAccept((none) -> {
				}).toCompletableFuture())
				.toList();
			backplane.start();
			narrow.reached.await();
			await().during(Duration.ofMillis(500)).until(() -> !backplane.isUp());
			assertThat(confirmed).noneMatch(CompletableFuture::isDone);
			narrow.opened.countDown();
			patiently().until(backplane::isUp);
			patiently().until(() -> confirmed.stream().allMatch(CompletableFuture::isDone));
		}
	}

	/** A proxy that at first passes only so much of what a client sends. */
	private static final class Narrow implements AutoCloseable {

		private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

		private final CountDownLatch reached = new CountDownLatch(1);

		private final CountDownLatch opened = new CountDownLatch(1);

		private final int to;

		Narrow(int to) throws IOException {
			this.to = to;
			begin(() -> {
				while (true) {
					Socket client = this.socket.accept();
					Socket server = new Socket(InetAddress.getLoopbackAddress(), this.to);
					begin(() -> copy(client, server, PASSED));
					begin(() -> copy(server, client, Integer.MAX_VALUE));
				}
			});
		}

		int port() {
			return this.socket.getLocalPort();
		}

		private void copy(Socket from, Socket to, int passed) throws Exception {
			try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
				byte[] buffer = new byte[1000];
				long left = passed;
				for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
					left -= read;
					if (left < 0) {
						this.reached.countDown();
						this.opened.await();
					}
					out.write(buffer, 0, read);
				}
			}
		}

		private static void begin(Step step) {
			Thread thread = new Thread(() -> {
				try {
					step.run();
				}
				catch (Exception ex) {
					// a socket was closed
				}
			});
			thread.setDaemon(true);
			thread.start();
		}

		@Override
		public void close() throws IOException {
			this.opened.countDown();
			this.socket.close();
		}

		private interface Step {

			void run() throws Exception;

		}

	}

}
