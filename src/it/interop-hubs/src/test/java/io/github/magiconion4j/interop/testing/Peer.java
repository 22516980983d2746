package io.github.magiconion4j.interop.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A MagicOnion peer that is no Java: a program for Node.js. Its folder comes from the
 * system property {@code peer.home} or the environment variable {@code PEER_HOME}; where
 * it or Node.js is not there, each test is skipped (a class that is skipped as a whole
 * would be in no report).
 */
public final class Peer implements BeforeEachCallback {

	public static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Optional<Path> node = ChildProcess.onPath("node");

	private final @Nullable String home = System.getProperty("peer.home", System.getenv("PEER_HOME"));

	@Override
	public void beforeEach(ExtensionContext context) {
		assumeThere();
	}

	/** Skips the test that asks, if it is not there. */
	public void assumeThere() {
		Assumptions.assumeTrue(this.node.isPresent(), "there is no node on the PATH");
		Assumptions.assumeTrue(this.home != null,
				"neither -Dpeer.home nor PEER_HOME says where the MagicOnion peer (peer.mjs) is");
		Assumptions.assumeTrue(Files.isDirectory(Path.of(Objects.requireNonNull(this.home), "node_modules")),
				"the peer's folder has no node_modules: run npm ci in it");
	}

	/** Runs a command of the peer to its end, which must be a good one. */
	public String run(String... arguments) throws InterruptedException {
		try (ChildProcess process = start(arguments)) {
			return result(process);
		}
	}

	public ChildProcess start(String... arguments) {
		List<String> command = new ArrayList<>(List.of(this.node.orElseThrow().toString(),
				Path.of(Objects.requireNonNull(this.home), "peer.mjs").toString()));
		command.addAll(List.of(arguments));
		return ChildProcess.start("peer", command);
	}

	/** Waits for the good end of a command, and gives its output. */
	public static String result(ChildProcess process) throws InterruptedException {
		int exitCode = process.exitCode(PATIENCE);
		Assertions.assertThat(exitCode).as("exit code after the output:%n%s", process.output()).isZero();
		return process.output();
	}

}
