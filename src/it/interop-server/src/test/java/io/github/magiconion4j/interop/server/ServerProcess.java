package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * The packaged server, running from the first executed test of a class to the last. Its
 * output is printed if a test fails.
 */
final class ServerProcess
		implements BeforeEachCallback, AfterAllCallback, TestExecutionExceptionHandler, AutoCloseable {

	private static final Duration START_PATIENCE = Duration.ofMinutes(2);

	private static final int ATTEMPTS = 5;

	/** The messages of Tomcat, Netty and the JDK. */
	private static final Pattern PORT_IS_TAKEN = Pattern.compile("already in use|Failed to bind",
			Pattern.CASE_INSENSITIVE);

	private final Path jar;

	private final String[] options;

	private final List<String> jvmOptions = new ArrayList<>();

	private final List<Path> libraries = new ArrayList<>();

	private int grpcPort = freePort();

	private int httpPort = freePort();

	private String java = ChildProcess.JAVA;

	private @Nullable ChildProcess process;

	private ServerProcess(Path jar, String... options) {
		this.jar = jar;
		this.options = options;
	}

	/** The settings that the peer's scenarios and recordings expect. */
	static final String[] FOR_SCENARIOS = { "--magiconion.streaming-hub.heartbeat.interval=300ms",
			"--magiconion.streaming-hub.heartbeat.timeout=2s", "--interop.metadata=1.2.3.4" };

	/** A server with the settings that the peer's scenarios and recordings expect. */
	static ServerProcess forScenarios() {
		return with(FOR_SCENARIOS);
	}

	static ServerProcess with(String... options) {
		return new ServerProcess(Path.of("target", "interop-server.jar"), options);
	}

	/** Another application. */
	static ServerProcess of(Path jar, String... options) {
		return new ServerProcess(jar, options);
	}

	/** With another Java than that of the test. */
	ServerProcess on(Path jdk) {
		this.java = jdk.resolve(Path.of("bin", "java")).toString();
		return this;
	}

	/** With these JVM options. */
	ServerProcess jvm(String... further) {
		this.jvmOptions.addAll(List.of(further));
		return this;
	}

	/** With these libraries in addition to those in the jar. */
	ServerProcess alsoWith(List<Path> further) {
		this.libraries.addAll(further);
		return this;
	}

	String address() {
		return "http://127.0.0.1:" + this.grpcPort;
	}

	int grpcPort() {
		return this.grpcPort;
	}

	int httpPort() {
		return this.httpPort;
	}

	/** The running process. */
	ChildProcess process() {
		return Objects.requireNonNull(this.process, "not started");
	}

	/** Its output so far. */
	String output() {
		return process().output();
	}

	/** Starts the jar, without waiting for it. */
	ChildProcess launch() {
		List<String> command = new ArrayList<>(List.of(this.java));
		command.addAll(this.jvmOptions);
		if (this.libraries.isEmpty()) {
			command.addAll(List.of("-jar", this.jar.toString()));
		}
		else {
			command.addAll(List.of(
					"-Dloader.path=" + this.libraries.stream().map(Path::toString).collect(Collectors.joining(",")),
					"-cp", this.jar.toString(), "org.springframework.boot.loader.launch.PropertiesLauncher"));
		}
		command.addAll(List.of("--interop.port=" + this.grpcPort, "--server.port=" + this.httpPort));
		command.addAll(List.of(this.options));
		return ChildProcess.start("server", command);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (this.process == null) {
			start();
		}
	}

	/**
	 * Starts it, and waits until it serves. Its ports were free a moment ago: if another
	 * process has taken one, it uses others, unless it has used them before.
	 */
	void start() {
		boolean again = this.process != null;
		ChildProcess started = launchAndAwait();
		for (int i = 1; !again && i < ATTEMPTS && portIsTaken(started); i++) {
			this.grpcPort = freePort();
			this.httpPort = freePort();
			started = launchAndAwait();
		}
		if (!started.isAlive()) {
			throw new AssertionError("The server did not start: " + started.output());
		}
	}

	private ChildProcess launchAndAwait() {
		ChildProcess started = launch();
		this.process = started;
		Awaitility.await()
			.atMost(START_PATIENCE)
			.until(() -> !started.isAlive() || started.output().lines().anyMatch("ready"::equals));
		return started;
	}

	private static boolean portIsTaken(ChildProcess started) {
		return !started.isAlive() && PORT_IS_TAKEN.matcher(started.output()).find();
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		if (failure instanceof TestAbortedException) { // skipped
			throw failure;
		}
		System.out.println("The server's output until " + context.getDisplayName() + " failed:\n" + output());
		throw failure;
	}

	@Override
	public void afterAll(ExtensionContext context) {
		close();
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.close();
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
