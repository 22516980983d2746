package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.awaitility.Awaitility;

/**
 * A healthy client in its own process, which can be killed or stopped.
 */
final class ClientProcess implements AutoCloseable {

	private static final Duration START_PATIENCE = Duration.ofMinutes(2);

	private final ChildProcess process;

	private ClientProcess(ChildProcess process) {
		this.process = process;
	}

	/** Starts it; it is not connected yet. */
	static ClientProcess start(int port) {
		return new ClientProcess(ChildProcess.start("client", List.of(ChildProcess.JAVA, "-cp",
				System.getProperty("java.class.path"), ClientProcess.class.getName(), String.valueOf(port))));
	}

	/** The room that such clients join. */
	static final String ROOM = "processes";

	/**
	 * Connects, joins the room, prints its user, and stays until it is killed.
	 * @param args the server's port
	 */
	public static void main(String[] args) throws Exception {
		try (InteropClient client = InteropClient.connect(Integer.parseInt(args[0]))) {
			client.join(ROOM, "a process");
			System.out.println(client.connectionId());
			TimeUnit.HOURS.sleep(1);
		}
	}

	/** Waits until it is connected. */
	String connectionId() {
		Awaitility.await().atMost(START_PATIENCE).until(() -> lastLine().matches("[0-9a-f-]{36}"));
		return lastLine();
	}

	private String lastLine() {
		return this.process.output().strip().lines().reduce("", (first, second) -> second);
	}

	void kill() throws Exception {
		this.process.signal("KILL");
	}

	void stop() throws Exception {
		this.process.signal("STOP");
	}

	@Override
	public void close() {
		this.process.close();
	}

}
