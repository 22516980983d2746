package io.github.magiconion4j.interop.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A backplane: a program on this machine, else a container in its network, if a Docker
 * engine on Linux runs. Without both, the test is skipped.
 */
enum Backplane {

	/** Redis, without persistence; it also supports presence. */
	REDIS {

		@Override
		List<String> ownLibraries() {
			return List.of("spring-data-redis-", "lettuce-core-");
		}

		@Override
		List<String> arguments(int port) {
			return List.of("--bind", "127.0.0.1", "--port", String.valueOf(port), "--save", "", "--appendonly", "no");
		}

		@Override
		List<String> options(int port) {
			return List.of("--spring.data.redis.port=" + port, "--magiconion.streaming-hub.groups.presence=true");
		}

	},

	/** NATS. */
	NATS {

		@Override
		List<String> ownLibraries() {
			return List.of("jnats-");
		}

		@Override
		List<String> arguments(int port) {
			return List.of("-a", "127.0.0.1", "-p", String.valueOf(port));
		}

		@Override
		List<String> options(int port) {
			return List.of("--magiconion.streaming-hub.groups.nats.servers=nats://127.0.0.1:" + port);
		}

	};

	private static final Duration START_PATIENCE = Duration.ofMinutes(1);

	private static final int ATTEMPTS = 5;

	private static final Pattern LIBRARY = Pattern.compile(
			"(spring-(data-|tx-|oxm-|context-support-)|lettuce-|redis-authx-|netty-|reactor-core-|reactive-streams-"
					+ "|jnats-|bcprov-).*\\.jar");

	/** How the file names of its client libraries begin. */
	abstract List<String> ownLibraries();

	abstract List<String> arguments(int port);

	/** The properties with its address. */
	abstract List<String> options(int port);

	/** Whether members are counted on all servers. */
	boolean counts() {
		return this == REDIS;
	}

	/**
	 * The client libraries of all backplanes with their dependencies: a server has them
	 * only if a test asks for them, so that nothing else changes.
	 */
	static List<Path> libraries() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> LIBRARY.matcher(new File(path).getName()).lookingAt())
			.map(Path::of)
			.toList();
	}

	/** Starts it, on another port if another process takes the first one. */
	Running start() {
		String program = this + "-server";
		Optional<Path> executable = Stream
			.concat(ChildProcess.onPath(program).stream(), Stream.of(Path.of("/usr/sbin", program)))
			.filter((path) -> path.toFile().canExecute())
			.findFirst();
		Assumptions.assumeTrue(executable.isPresent() || DockerClientFactory.instance().isDockerAvailable(),
				() -> "there is no " + program + " on the PATH, and no Docker engine");
		for (int i = 0; i < ATTEMPTS; i++) {
			int port = ServerProcess.freePort();
			Running running = executable.map((path) -> process(path, port)).orElseGet(() -> container(program, port));
			Awaitility.await().atMost(START_PATIENCE).until(() -> !running.alive.getAsBoolean() || accepts(port));
			if (running.alive.getAsBoolean()) {
				return running;
			}
		}
		throw new AssertionError(program + " does not start");
	}

	private Running process(Path executable, int port) {
		List<String> command = new ArrayList<>(List.of(executable.toString()));
		command.addAll(arguments(port));
		ChildProcess process = ChildProcess.start(this + "-server", command);
		return new Running(this, port, process::isAlive, process::close);
	}

	private Running container(String program, int port) {
		String image = Objects.requireNonNull(System.getProperty("image." + program));
		GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image)).withNetworkMode("host")
			.withCreateContainerCmdModifier((create) -> create.withEntrypoint(program))
			.withCommand(arguments(port).toArray(String[]::new));
		container.start();
		return new Running(this, port, container::isRunning, container::close);
	}

	private static boolean accepts(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Its name in properties. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * A running backplane.
	 *
	 * @param kind what it is
	 * @param port where it listens
	 * @param alive whether it still runs
	 * @param end ends it
	 */
	record Running(Backplane kind, int port, BooleanSupplier alive, Runnable end) implements AutoCloseable {

		/** The options with which a server shares its groups. */
		String[] options() {
			List<String> options = new ArrayList<>(this.kind.options(this.port));
			options.add("--magiconion.streaming-hub.groups.backplane=" + this.kind);
			return options.toArray(String[]::new);
		}

		@Override
		public void close() {
			this.end.run();
		}

	}

}
