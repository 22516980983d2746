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
 * A TCP proxy that simulates a bad network. It delays each direction by half of a round
 * trip, in order. It can limit the bandwidth of each connection. It can become silent:
 * TCP connections stay open, but nothing is read or forwarded. It can reset all
 * connections, and forward new ones to another server.
 */
final class TcpProxy implements AutoCloseable {

	private static final int CHUNK = 16 * 1024;

	private static final int PACKET = 4 * 1024;

	/**
	 * The maximum number of chunks in flight per direction: more than the longest round
	 * trip needs.
	 */
	private static final int UNDER_WAY = 4096;

	private static final byte[] END = {};

	private final ServerSocket listener = new ServerSocket();

	private volatile int serverPort;

	private final long delay;

	private final Gate towardsServer = new Gate();

	private final Gate towardsClients = new Gate();

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	/** The time per byte in each direction of each connection. */
	private final double nanosPerByte;

	private TcpProxy(int serverPort, Duration roundTrip, double nanosPerByte) throws IOException {
		this.serverPort = serverPort;
		this.nanosPerByte = nanosPerByte;
		this.delay = roundTrip.toNanos() / 2;
		this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	/**
	 * Creates a proxy for a port of this machine that adds a delay to each round trip.
	 */
	static TcpProxy to(int serverPort, Duration roundTrip) {
		return to(serverPort, roundTrip, 0.0);
	}

	/** The same, with a bandwidth for each connection. */
	static TcpProxy to(int serverPort, Duration roundTrip, int bytesPerSecond) {
		return to(serverPort, roundTrip, (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond);
	}

	private static TcpProxy to(int serverPort, Duration roundTrip, double nanosPerByte) {
		try {
			TcpProxy proxy = new TcpProxy(serverPort, roundTrip, nanosPerByte);
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

	/** New connections go to another port. */
	void leadTo(int port) {
		this.serverPort = port;
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
			this.sockets.add(client);
			try {
				connect(client);
			}
			catch (IOException ex) { // there is no server now
				reset(client);
			}
		}
	}

	private void connect(Socket client) throws IOException {
		Socket server = new Socket();
		this.sockets.add(server);
		// a silent proxy's socket must buffer little
		server.setReceiveBufferSize(4 * CHUNK);
		server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.serverPort));
		client.setTcpNoDelay(true);
		server.setTcpNoDelay(true);
		new Pipe(client, server, this.towardsServer).start();
		new Pipe(server, client, this.towardsClients).start();
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
				// one of the two is gone, so the other is closed
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

		/** When the link is free again. */
		private long free = System.nanoTime();

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
			// a link with a bandwidth carries packets one after another
			byte[] buffer = new byte[(TcpProxy.this.nanosPerByte > 0) ? PACKET : CHUNK];
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
			long now = System.nanoTime();
			this.free = now + Math.max(0, this.free - now) + (long) (bytes.length * TcpProxy.this.nanosPerByte);
			this.underWay.put(new Chunk(bytes, this.free + TcpProxy.this.delay));
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
			sleepUntil(chunk.arrival());
			this.gate.pass();
			return chunk.bytes();
		}

	}

	private static void sleepUntil(long time) throws InterruptedException {
		for (long early = time - System.nanoTime(); early > 0; early = time - System.nanoTime()) {
			TimeUnit.NANOSECONDS.sleep(early);
		}
	}

	/**
	 * A chunk in flight.
	 *
	 * @param bytes a part of the stream, or {@link #END}
	 * @param arrival its arrival time
	 */
	private record Chunk(byte[] bytes, long arrival) {

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
