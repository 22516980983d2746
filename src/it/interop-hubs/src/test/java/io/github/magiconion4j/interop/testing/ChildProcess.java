package io.github.magiconion4j.interop.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.condition.OS;

/**
 * A process that does not outlive its test. Its output goes to a file, which is kept for
 * inspection.
 */
public final class ChildProcess implements AutoCloseable {

	public static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private static final Path LOGS = Path.of("target", "it-logs");

	private static final long KILL_AFTER_SECONDS = 10;

	private final Process process;

	private final Path log;

	/** A shutdown hook, for the case that the test's JVM is stopped. */
	private final Thread killer = new Thread(this::kill);

	private ChildProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		Runtime.getRuntime().addShutdownHook(this.killer);
	}

	public static ChildProcess start(String name, List<String> command) {
		try {
			Files.createDirectories(LOGS);
			Path log = Files.createTempFile(LOGS, name + "-", ".log");
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			process.getOutputStream().close();
			return new ChildProcess(process, log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Finds a program on the PATH. */
	public static Optional<Path> onPath(String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, program))
			.filter(Files::isExecutable)
			.findFirst();
	}

	public long pid() {
		return this.process.pid();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** Sends it a signal: STOP, CONT, TERM, KILL. */
	public void signal(String name) throws IOException, InterruptedException {
		Assumptions.assumeFalse(OS.WINDOWS.isCurrentOs(), "there are no signals on Windows");
		Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + this.process.pid()).inheritIO().start();
		if (kill.waitFor() != 0) {
			throw new AssertionError("kill -" + name + " failed");
		}
	}

	/** Its output so far, of both streams. */
	public String output() {
		try {
			return new String(Files.readAllBytes(this.log), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Waits until it exits, and returns its exit code. */
	public int exitCode(Duration patience) throws InterruptedException {
		if (!this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new AssertionError("still running after " + patience + ": " + output());
		}
		return this.process.exitValue();
	}

	/** Ends it at once (SIGKILL). */
	public void kill() {
		this.process.destroyForcibly();
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.waitFor(KILL_AFTER_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		kill();
		Runtime.getRuntime().removeShutdownHook(this.killer);
	}

}
