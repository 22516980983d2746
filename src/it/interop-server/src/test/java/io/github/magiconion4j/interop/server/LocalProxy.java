package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer that is installed on this machine.
 */
final class LocalProxy implements Proxy {

	private static final Path FOLDERS = Path.of("target", "proxies");

	private static final Duration START_PATIENCE = Duration.ofMinutes(1);

	private static final int ATTEMPTS = 5;

	private final ProxySoftware software;

	private final Path folder;

	private final List<String> command;

	private final List<ServerProcess> servers;

	private final Duration idle;

	private int port = ServerProcess.freePort();

	private @Nullable ChildProcess process;

	LocalProxy(ProxySoftware software, Path executable, Duration idle, ServerProcess... servers) {
		this.software = software;
		this.servers = List.of(servers);
		this.idle = idle;
		try {
			Files.createDirectories(FOLDERS);
			this.folder = Files.createTempDirectory(FOLDERS, software + "-").toAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.command = software.command(executable.toString(), this.folder.toString());
	}

	private void configure() {
		List<String> addresses = this.servers.stream().map((server) -> "127.0.0.1:" + server.grpcPort()).toList();
		try {
			Files.writeString(this.folder.resolve(ProxySoftware.CONFIGURATION),
					this.software.configuration("127.0.0.1:" + this.port, addresses, this.idle));
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

	/** Retries with another port if the port is taken in the meantime. */
	@Override
	public void start() {
		boolean again = this.process != null;
		ChildProcess started = launch();
		for (int i = 1; !again && !started.isAlive() && i < ATTEMPTS; i++) {
			this.port = ServerProcess.freePort();
			started = launch();
		}
		if (!started.isAlive()) {
			throw new AssertionError(this.command + " ended: " + started.output());
		}
	}

	private ChildProcess launch() {
		configure();
		ChildProcess started = ChildProcess.start(this.software.toString(), this.command);
		this.process = started;
		Awaitility.await().atMost(START_PATIENCE).until(() -> !started.isAlive() || accepts());
		return started;
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
