package io.github.magiconion4j.interop.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The MagicOnion peer, written in JavaScript for Node.js: {@code src/it/peer}, or the
 * folder in the environment variable {@code PEER_HOME}. Without Node.js, or without its
 * packages ({@code npm ci}), each test is skipped (a class that is skipped as a whole
 * would not be in the report).
 */
public final class Peer implements BeforeEachCallback {

	public static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Optional<Path> node = ChildProcess.onPath("node");

	/** Tests run in the folder of their module, which is beside the peer's. */
	private final Path home = Path.of(System.getenv().getOrDefault("PEER_HOME", "../peer"));

	@Override
	public void beforeEach(ExtensionContext context) {
		assumeThere();
	}

	/** Skips the calling test if the peer is not installed. */
	public void assumeThere() {
		Assumptions.assumeTrue(this.node.isPresent(), "there is no node on the PATH");
		Assumptions.assumeTrue(Files.isDirectory(this.home.resolve("node_modules")),
				() -> "there is no node_modules in " + this.home + ": run npm ci there");
	}

	/** Runs a command of the peer, which must succeed. */
	public String run(String... arguments) throws InterruptedException {
		try (ChildProcess process = start(arguments)) {
			return result(process);
		}
	}

	public ChildProcess start(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(this.node.orElseThrow().toString(), this.home.resolve("peer.mjs").toString()));
		command.addAll(List.of(arguments));
		return ChildProcess.start("peer", command);
	}

	/** Waits until a command succeeds, and returns its output. */
	public static String result(ChildProcess process) throws InterruptedException {
		int exitCode = process.exitCode(PATIENCE);
		Assertions.assertThat(exitCode).as("exit code after the output:%n%s", process.output()).isZero();
		return process.output();
	}

}
