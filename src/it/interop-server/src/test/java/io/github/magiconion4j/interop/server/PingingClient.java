package io.github.magiconion4j.interop.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A client with HTTP/2 keep-alive like that of .NET: it may ping every second, which gRPC
 * for Java does not allow its own clients. It connects to a hub and sends nothing else.
 */
final class PingingClient implements AutoCloseable {

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RST_STREAM = 3;

	private static final int SETTINGS = 4;

	private static final int PING = 6;

	private static final int GOAWAY = 7;

	private static final int ACK = 1;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private final AtomicInteger answered = new AtomicInteger();

	private final Socket socket;

	private final DataOutputStream out;

	private volatile boolean connected;

	private volatile @Nullable String end;

	PingingClient(int port, String serviceName) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.out = new DataOutputStream(this.socket.getOutputStream());
		this.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		frame(SETTINGS, 0, 0);
		Thread reader = new Thread(this::read, "pinging-client");
		reader.setDaemon(true);
		reader.start();
		frame(HEADERS, END_HEADERS, 1,
				headers(":method", "POST", ":scheme", "http", ":path", "/" + serviceName + "/Connect", ":authority",
						"localhost", "content-type", "application/grpc", "te", "trailers"));
	}

	/** As literals, which need no table. */
	private static byte[] headers(String... namesAndValues) {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		for (int i = 0; i < namesAndValues.length; i++) {
			if (i % 2 == 0) {
				block.write(0);
			}
			block.write(namesAndValues[i].length());
			block.writeBytes(namesAndValues[i].getBytes(StandardCharsets.US_ASCII));
		}
		return block.toByteArray();
	}

	void ping() throws IOException {
		frame(PING, 0, 0, new byte[8]);
	}

	/** The number of pings that the server has answered. */
	int answered() {
		return this.answered.get();
	}

	/** Whether the hub has sent its first message. */
	boolean isConnected() {
		return this.connected;
	}

	/** The frame that ended the hub or the connection; {@code null} if there is none. */
	@Nullable String end() {
		return this.end;
	}

	private synchronized void frame(int type, int flags, int stream, byte... payload) throws IOException {
		this.out.writeShort(payload.length >> 8);
		this.out.writeByte(payload.length);
		this.out.writeByte(type);
		this.out.writeByte(flags);
		this.out.writeInt(stream);
		this.out.write(payload);
		this.out.flush();
	}

	private void read() {
		try {
			DataInputStream in = new DataInputStream(this.socket.getInputStream());
			while (true) {
				int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
				int type = in.readUnsignedByte();
				int flags = in.readUnsignedByte();
				in.readInt();
				received(type, flags, in.readNBytes(length));
			}
		}
		catch (IOException ex) {
			end(ex.toString());
		}
	}

	private void received(int type, int flags, byte[] payload) throws IOException {
		switch (type) {
			case DATA -> this.connected = true;
			case SETTINGS -> acknowledge(SETTINGS, flags);
			case PING -> {
				if ((flags & ACK) != 0) {
					this.answered.incrementAndGet();
				}
				acknowledge(PING, flags, payload);
			}
			case GOAWAY -> end("GOAWAY " + new String(payload, 8, payload.length - 8, StandardCharsets.US_ASCII));
			case RST_STREAM -> end("RST_STREAM");
			default -> {
				if (type == HEADERS && (flags & END_STREAM) != 0) {
					end("trailers");
				}
			}
		}
	}

	private void acknowledge(int type, int flags, byte... payload) throws IOException {
		if ((flags & ACK) == 0) {
			frame(type, ACK, 0, payload);
		}
	}

	private void end(String reason) {
		if (this.end == null) {
			this.end = reason;
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
