package io.github.magiconion4j.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server with just enough HTTP/2 to misbehave.
 */
final class RawServer implements AutoCloseable {

	private static final int PREFACE = 24;

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int SETTINGS = 4;

	private static final int ACK = 1;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private final ServerSocket server;

	private final Behaviour behaviour;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	RawServer(Behaviour behaviour) {
		this.behaviour = behaviour;
		try {
			this.server = new ServerSocket(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::serve, "raw-server");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void serve() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				this.behaviour.serve(socket);
			}
		}
		catch (IOException ex) {
			// closed, by either side
		}
	}

	/** Waits for a call. */
	static int nextCall(Socket socket) throws IOException {
		DataInputStream in = new DataInputStream(socket.getInputStream());
		in.readNBytes(PREFACE);
		frame(socket, SETTINGS, 0, 0);
		while (true) {
			int lengthAndType = in.readInt();
			int flags = in.readUnsignedByte();
			int stream = in.readInt();
			in.readNBytes(lengthAndType >>> 8);
			int type = lengthAndType & 0xff;
			if (type == SETTINGS && flags == 0) {
				frame(socket, SETTINGS, ACK, 0);
			}
			else if (type == HEADERS) {
				return stream;
			}
		}
	}

	/** Accepts a call. */
	static void headers(Socket socket, int stream, String contentType, String... namesAndValues) throws IOException {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		block.write(0x88); // :status 200
		block.write(0x0f); // content-type
		block.write(0x10);
		text(block, contentType);
		for (int i = 0; i < namesAndValues.length; i += 2) {
			block.write(0);
			text(block, namesAndValues[i]);
			text(block, namesAndValues[i + 1]);
		}
		frame(socket, HEADERS, END_HEADERS, stream, block.toByteArray());
	}

	static void data(Socket socket, int stream, String hex) throws IOException {
		frame(socket, DATA, 0, stream, FakeServer.bytes(hex));
	}

	/** Ends a call without a status. */
	static void end(Socket socket, int stream) throws IOException {
		frame(socket, DATA, END_STREAM, stream);
	}

	private static void text(ByteArrayOutputStream block, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		block.write(bytes.length);
		block.writeBytes(bytes);
	}

	private static void frame(Socket socket, int type, int flags, int stream, byte... payload) throws IOException {
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.writeBytes(new byte[] { (byte) (payload.length >>> 16), (byte) (payload.length >>> 8),
				(byte) payload.length, (byte) type, (byte) flags, (byte) (stream >>> 24), (byte) (stream >>> 16),
				(byte) (stream >>> 8), (byte) stream });
		frame.writeBytes(payload);
		socket.getOutputStream().write(frame.toByteArray());
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@FunctionalInterface
	interface Behaviour {

		/** Serves a connection, on its only thread. */
		void serve(Socket socket) throws IOException;

	}

}
