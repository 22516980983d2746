package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer of this machine.
 */
final class LocalProxy implements Proxy {

	private static final Path FOLDERS = Path.of("target", "proxies");

	private static final Duration START_PATIENCE = Duration.ofMinutes(1);

	private final String name;

	private final List<String> command;

	private final int port = ServerProcess.freePort();

	private @Nullable ChildProcess process;

	LocalProxy(ProxySoftware software, Path executable, Duration idle, ServerProcess... servers) {
		this.name = software.toString();
		try {
			Files.createDirectories(FOLDERS);
			Path folder = Files.createTempDirectory(FOLDERS, this.name + "-").toAbsolutePath();
			Files.writeString(folder.resolve(ProxySoftware.CONFIGURATION),
					software.configuration("127.0.0.1:" + this.port,
							Stream.of(servers).map((server) -> "127.0.0.1:" + server.grpcPort()).toList(), idle));
			this.command = software.command(executable.toString(), folder.toString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String host() {
		return "127.0.0.1";
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public void start() {
		ChildProcess started = ChildProcess.start(this.name, this.command);
		this.process = started;
		Awaitility.await().atMost(START_PATIENCE).until(() -> !started.isAlive() || accepts());
		if (!started.isAlive()) {
			throw new AssertionError(this.command + " ended: " + started.output());
		}
	}

	@Override
	public void kill() {
		if (this.process != null) {
			this.process.kill();
			this.process.close();
		}
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.close();
		}
	}

	private boolean accepts() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
