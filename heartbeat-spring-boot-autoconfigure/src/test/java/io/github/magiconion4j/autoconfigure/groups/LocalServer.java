package io.github.magiconion4j.autoconfigure.groups;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * A server on a port of its own, that can be killed, stopped and started again. Tests are
 * skipped where there is no such program.
 */
final class LocalServer implements AutoCloseable {

	/** For a test that is skipped before it has one. */
	static final LocalServer NONE = new LocalServer((arguments, folder) -> {
		throw new IllegalStateException("none");
	}, (port) -> List.of(), null, 0);

	private static final int ATTEMPTS = 5;

	private final ServerProgram program;

	private final IntFunction<List<String>> arguments;

	private final @Nullable Path folder;

	private int port;

	private ServerProgram.@Nullable Running running;

	private LocalServer(ServerProgram program, IntFunction<List<String>> arguments, @Nullable Path folder, int port) {
		this.program = program;
		this.arguments = arguments;
		this.folder = folder;
		this.port = port;
	}

	/** Redis, without persistence. */
	static LocalServer redis() throws IOException {
		return new LocalServer(ServerProgram.find("redis-server"), (port) -> List.of("--port", String.valueOf(port),
				"--bind", "127.0.0.1", "--save", "", "--appendonly", "no"), null, freePort());
	}

	/** A node of a Redis Cluster, with its files in a folder. */
	static LocalServer redisNode(Path folder) throws IOException {
		int busPort = freePort();
		return new LocalServer(ServerProgram.find("redis-server"),
				(port) -> List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", "", "--appendonly",
						"no", "--cluster-enabled", "yes", "--cluster-node-timeout", "1000",
						"--cluster-replica-validity-factor", "0", "--cluster-port", String.valueOf(busPort)),
				folder, freePort());
	}

	static LocalServer nats() throws IOException {
		return nats(List.of());
	}

	/** NATS with further arguments, as they are at each start. */
	static LocalServer nats(List<String> more) throws IOException {
		return new LocalServer(ServerProgram.find("nats-server"),
				(port) -> Stream.concat(Stream.of("-a", "127.0.0.1", "-p", String.valueOf(port)), more.stream())
					.toList(),
				null, freePort());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Starts it, on the same port as before. On the first start, if another process has
	 * taken the port in the meantime, it uses another one.
	 */
	LocalServer start() throws IOException {
		boolean again = this.running != null;
		ServerProgram.Running started = launch();
		for (int i = 1; !again && i < ATTEMPTS && !started.isAlive(); i++) {
			this.port = freePort();
			started = launch();
		}
		if (!started.isAlive()) {
			throw new IllegalStateException("the server has ended");
		}
		return this;
	}

	private ServerProgram.Running launch() throws IOException {
		ServerProgram.Running started = this.program.start(this.arguments.apply(this.port), this.folder);
		this.running = started;
		await().atMost(60, TimeUnit.SECONDS).until(() -> !started.isAlive() || accepts());
		return started;
	}

	private boolean accepts() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** SIGKILL. */
	void kill() throws InterruptedException {
		if (this.running != null) {
			this.running.end();
		}
	}

	/** Sends it a signal: STOP, CONT, TERM or KILL. */
	void signal(String name) throws IOException, InterruptedException {
		Objects.requireNonNull(this.running, "not started").signal(name);
	}

	/** The output of a program that is installed beside it. */
	String run(List<String> command) throws IOException, InterruptedException {
		return Objects.requireNonNull(this.running, "not started").run(command);
	}

	@Override
	public void close() {
		try {
			kill();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
