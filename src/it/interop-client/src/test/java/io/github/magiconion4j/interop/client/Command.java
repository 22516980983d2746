package io.github.magiconion4j.interop.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that does not outlive its test. What it writes goes to a file.
 */
final class Command implements AutoCloseable {

	private static final Path LOGS = Path.of("target", "it-logs");

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	private static final Path JAR = Path.of("target", "interop-client.jar");

	private final Process process;

	private final Path log;

	private final Thread killer;

	private Command(Process process, Path log) {
		this.process = process;
		this.log = log;
		this.killer = new Thread(process::destroyForcibly);
		Runtime.getRuntime().addShutdownHook(this.killer);
	}

	static Command start(String name, List<String> command) throws IOException {
		Files.createDirectories(LOGS);
		Path log = Files.createTempFile(LOGS, name + "-", ".log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		process.getOutputStream().close();
		return new Command(process, log);
	}

	/** Runs the packaged client to its end, and tells what it wrote. */
	static Result client(Duration patience, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
		command.addAll(List.of(arguments));
		try (Command client = start("client", command)) {
			if (!client.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError("still running after " + patience + ": " + client.output());
			}
			return new Result(client.process.exitValue(), client.output());
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	String output() throws IOException {
		return Files.readString(this.log, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		Runtime.getRuntime().removeShutdownHook(this.killer);
	}

	/**
	 * How a process ended.
	 *
	 * @param exitCode its exit code
	 * @param output what it wrote, to either stream
	 */
	record Result(int exitCode, String output) {

	}

}
