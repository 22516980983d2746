package io.github.magiconion4j.autoconfigure.groups;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server on this machine, on its own port, that can be killed, stopped and restarted.
 * Tests are skipped if the program is not installed.
 */
final class LocalServer implements AutoCloseable {

	/** For a test that is skipped before it has started one. */
	static final LocalServer NONE = new LocalServer((port) -> List.of(), 0);

	private static final int ATTEMPTS = 5;

	private final IntFunction<List<String>> command;

	private int port;

	private @Nullable Process process;

	private LocalServer(IntFunction<List<String>> command, int port) {
		this.command = command;
		this.port = port;
	}

	/** Redis, without persistence. */
	static LocalServer redis() throws IOException {
		String program = program("redis-server");
		return new LocalServer((port) -> List.of(program, "--port", String.valueOf(port), "--bind", "127.0.0.1",
				"--save", "", "--appendonly", "no"), freePort());
	}

	/** A node of a Redis Cluster, with its files in a folder. */
	static LocalServer redisNode(Path folder) throws IOException {
		String program = program("redis-server");
		int busPort = freePort();
		return new LocalServer((port) -> List.of(program, "--port", String.valueOf(port), "--bind", "127.0.0.1",
				"--save", "", "--appendonly", "no", "--cluster-enabled", "yes", "--dir", folder.toString(),
				"--cluster-node-timeout", "1000", "--cluster-replica-validity-factor", "0", "--cluster-port",
				String.valueOf(busPort)), freePort());
	}

	static LocalServer nats() throws IOException {
		String program = program("nats-server");
		return new LocalServer((port) -> List.of(program, "-a", "127.0.0.1", "-p", String.valueOf(port)), freePort());
	}

	static String program(String name) {
		Optional<String> found = Stream
			.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
			.map((folder) -> Path.of(folder, name).toFile())
			.filter(File::canExecute)
			.map(File::getPath)
			.findFirst();
		Assumptions.assumeTrue(found.isPresent(), "there is no " + name + " on the PATH");
		return found.orElseThrow();
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
		boolean again = this.process != null;
		Process started = launch();
		for (int i = 1; !again && i < ATTEMPTS && !started.isAlive(); i++) {
			this.port = freePort();
			started = launch();
		}
		if (!started.isAlive()) {
			throw new IllegalStateException("the server has ended with " + started.exitValue());
		}
		return this;
	}

	private Process launch() throws IOException {
		Process started = new ProcessBuilder(this.command.apply(this.port)).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.process = started;
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
		Process running = this.process;
		if (running != null) {
			running.destroyForcibly().waitFor();
		}
	}

	/** SIGSTOP and SIGCONT, by the shell: not every machine has the program kill. */
	void signal(String name) throws IOException, InterruptedException {
		Process running = this.process;
		if (running != null) {
			int status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + running.pid()).start().waitFor();
			assertThat(status).isZero();
		}
	}

	@Override
	public void close() {
		Process running = this.process;
		if (running != null) {
			running.destroyForcibly();
		}
	}

}
