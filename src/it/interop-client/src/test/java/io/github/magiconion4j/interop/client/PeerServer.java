package io.github.magiconion4j.interop.client;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A MagicOnion server that is no Java: a program for Node.js, running from the first test
 * of a class to the last. Its folder comes from the system property {@code peer.home} or
 * the environment variable {@code PEER_HOME}; where it or Node.js is not there, each test
 * is skipped.
 */
final class PeerServer implements BeforeEachCallback, AfterAllCallback {

	private static final Duration START_PATIENCE = Duration.ofMinutes(1);

	private final List<String> options;

	private @Nullable Command process;

	private int port;

	PeerServer(String... options) {
		this.options = List.of(options);
	}

	String address() {
		return "http://127.0.0.1:" + this.port;
	}

	@Override
	public void beforeEach(ExtensionContext context) throws IOException, InterruptedException {
		Optional<Path> node = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, "node"))
			.filter(Files::isExecutable)
			.findFirst();
		Assumptions.assumeTrue(node.isPresent(), "there is no node on the PATH");
		String home = System.getProperty("peer.home", System.getenv("PEER_HOME"));
		Assumptions.assumeTrue(home != null,
				"neither -Dpeer.home nor PEER_HOME says where the MagicOnion peer (peer.mjs) is");
		Assumptions.assumeTrue(Files.isDirectory(Path.of(home, "node_modules")),
				"the peer's folder has no node_modules: run npm ci in it");
		if (this.process == null) {
			this.process = start(node.get(), Path.of(home, "peer.mjs"));
		}
	}

	private Command start(Path node, Path peer) throws IOException, InterruptedException {
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		List<String> command = new ArrayList<>(
				List.of(node.toString(), peer.toString(), "server", "--port", String.valueOf(this.port)));
		command.addAll(this.options);
		Command started = Command.start("peer", command);
		long begin = System.nanoTime();
		while (!started.output().contains("ready ")) {
			if (!started.isAlive() || System.nanoTime() - begin > START_PATIENCE.toNanos()) {
				throw new AssertionError("The peer did not start: " + started.output());
			}
			Thread.sleep(20);
		}
		return started;
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (this.process != null) {
			this.process.close();
		}
	}

}
