package io.github.magiconion4j.interop.client;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.interop.testing.ChildProcess;
import io.github.magiconion4j.interop.testing.Peer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server of the MagicOnion peer, which runs from the first to the last test of a
 * class. If the peer is not installed, each test is skipped.
 */
final class PeerServer implements BeforeEachCallback, AfterAllCallback {

	private static final Duration START_PATIENCE = Duration.ofMinutes(1);

	private static final int ATTEMPTS = 5;

	private final List<String> options;

	private final Peer peer = new Peer();

	private @Nullable ChildProcess process;

	private int port;

	PeerServer(String... options) {
		this.options = List.of(options);
	}

	String address() {
		return "http://127.0.0.1:" + this.port;
	}

	@Override
	public void beforeEach(ExtensionContext context) throws IOException, InterruptedException {
		this.peer.assumeThere();
		if (this.process == null) {
			this.process = start();
		}
	}

	/**
	 * Starts it on a free port; retries with another one if the port is taken in the
	 * meantime.
	 */
	private ChildProcess start() throws IOException, InterruptedException {
		ChildProcess started = launch();
		for (int i = 1; i < ATTEMPTS && !started.isAlive() && started.output().contains("EADDRINUSE"); i++) {
			started = launch();
		}
		if (!started.isAlive()) {
			throw new AssertionError("The peer did not start: " + started.output());
		}
		return started;
	}

	private ChildProcess launch() throws IOException, InterruptedException {
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		List<String> arguments = new ArrayList<>(List.of("server", "--port", String.valueOf(this.port)));
		arguments.addAll(this.options);
		ChildProcess launched = this.peer.start(arguments.toArray(String[]::new));
		Checks.until(() -> !launched.isAlive() || launched.output().contains("ready "), "the peer's start",
				(int) START_PATIENCE.toMillis());
		return launched;
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (this.process != null) {
			this.process.close();
		}
	}

}
