package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A bad way to the server. It delays each direction by half of a round trip, which keeps
 * order and bandwidth; it can fall silent, which means that TCP connections stay open and
 * nothing is read or forwarded any more; and it can be cut.
 */
final class TcpProxy implements AutoCloseable {

	private static final int CHUNK = 16 * 1024;

	/** Chunks under way, per direction: more than the longest round trip needs. */
	private static final int UNDER_WAY = 4096;

	private static final byte[] END = {};

	private final ServerSocket listener = new ServerSocket();

	private final int serverPort;

	private final long delay;

	private final Gate towardsServer = new Gate();

	private final Gate towardsClients = new Gate();

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private TcpProxy(int serverPort, Duration roundTrip) throws IOException {
		this.serverPort = serverPort;
		this.delay = roundTrip.toNanos() / 2;
		this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	/** A way to a port of this machine that adds so much to each round trip. */
	static TcpProxy to(int serverPort, Duration roundTrip) {
		try {
			TcpProxy proxy = new TcpProxy(serverPort, roundTrip);
			thread(proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.listener.getLocalPort();
	}

	void fallSilent() {
		this.towardsServer.shut();
		this.towardsClients.shut();
	}

	void fallSilentTowardsClients() {
		this.towardsClients.shut();
	}

	/** Resets all connections. */
	void cut() {
		for (Socket socket : this.sockets) {
			reset(socket);
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
		this.towardsServer.open();
		this.towardsClients.open();
	}

	private void accept() throws IOException {
		while (!this.listener.isClosed()) {
			Socket client = this.listener.accept();
			Socket server = new Socket();
			this.sockets.add(client);
			this.sockets.add(server);
			// what a silent proxy's socket swallows is to be little
			server.setReceiveBufferSize(4 * CHUNK);
			server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.serverPort));
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			new Pipe(client, server, this.towardsServer).start();
			new Pipe(server, client, this.towardsClients).start();
		}
	}

	private static void reset(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			// it is closed already
		}
	}

	private static void thread(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException | InterruptedException ex) {
				// one of the two is gone, and the other is told
			}
		}, "tcp-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@FunctionalInterface
	private interface Work {

		void run() throws IOException, InterruptedException;

	}

	/** One direction of one connection. */
	private final class Pipe {

		private final Socket from;

		private final Socket to;

		private final Gate gate;

		private final BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>(UNDER_WAY);

		Pipe(Socket from, Socket to, Gate gate) {
			this.from = from;
			this.to = to;
			this.gate = gate;
		}

		void start() {
			thread(this::read);
			thread(this::write);
		}

		private void read() throws IOException, InterruptedException {
			byte[] buffer = new byte[CHUNK];
			try {
				InputStream in = this.from.getInputStream();
				for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
					send(Arrays.copyOf(buffer, n));
					this.gate.pass();
				}
			}
			finally {
				send(END);
			}
		}

		private void send(byte[] bytes) throws InterruptedException {
			this.underWay.put(new Chunk(bytes, System.nanoTime() + TcpProxy.this.delay));
		}

		private void write() throws IOException, InterruptedException {
			try (OutputStream out = this.to.getOutputStream()) { // closes the socket too
				for (byte[] bytes = receive(); bytes.length > 0; bytes = receive()) {
					out.write(bytes);
				}
			}
		}

		private byte[] receive() throws InterruptedException {
			Chunk chunk = this.underWay.take();
			chunk.awaitArrival();
			this.gate.pass();
			return chunk.bytes();
		}

	}

	/**
	 * What is under way.
	 *
	 * @param bytes a part of the stream, or {@link #END}
	 * @param arrival when it arrives
	 */
	private record Chunk(byte[] bytes, long arrival) {

		void awaitArrival() throws InterruptedException {
			for (long early = early(); early > 0; early = early()) {
				TimeUnit.NANOSECONDS.sleep(early);
			}
		}

		private long early() {
			return this.arrival - System.nanoTime();
		}

	}

	private static final class Gate {

		private boolean shut;

		synchronized void shut() {
			this.shut = true;
		}

		synchronized void open() {
			this.shut = false;
			notifyAll();
		}

		synchronized void pass() throws InterruptedException {
			while (this.shut) {
				wait();
			}
		}

	}

}
