package io.github.magiconion4j.server;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A TCP connection that sends arbitrary HTTP/2 frames, valid or not, and records the
 * received ones. Not thread-safe.
 */
final class RawHttp2 implements AutoCloseable {

	static final int DATA = 0;

	static final int HEADERS = 1;

	static final int RST_STREAM = 3;

	static final int SETTINGS = 4;

	static final int PING = 6;

	static final int GOAWAY = 7;

	static final int CONTINUATION = 9;

	static final int END_HEADERS = 4;

	private final Socket socket;

	private final OutputStream out;

	private final Queue<Frame> received = new ConcurrentLinkedQueue<>();

	private final CountDownLatch ended = new CountDownLatch(1);

	RawHttp2(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.out = new BufferedOutputStream(this.socket.getOutputStream());
		this.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		frame(SETTINGS, 0, 0);
		flush();
		Thread reader = new Thread(this::read, "raw-http2");
		reader.setDaemon(true);
		reader.start();
	}

	void frame(int type, int flags, int stream, byte... payload) throws IOException {
		this.out.write(new byte[] { (byte) (payload.length >> 16), (byte) (payload.length >> 8), (byte) payload.length,
				(byte) type, (byte) flags, (byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8),
				(byte) stream });
		this.out.write(payload);
	}

	void flush() throws IOException {
		this.out.flush();
	}

	/** Netty applies its own settings from then on. */
	void acknowledgeSettings() throws IOException {
		frame(SETTINGS, 1, 0);
	}

	/** Starts a call of Connect. */
	void connect(int stream, String... further) throws IOException {
		frame(HEADERS, END_HEADERS, stream, connectHeaders(further));
	}

	void reset(int stream) throws IOException {
		frame(RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 8);
	}

	/** A gRPC message, whose length may be false. */
	void message(int stream, int compressed, int length, byte... body) throws IOException {
		byte[] bytes = new byte[body.length + 5];
		bytes[0] = (byte) compressed;
		for (int i = 0; i < 4; i++) {
			bytes[1 + i] = (byte) (length >> (24 - 8 * i));
		}
		System.arraycopy(body, 0, bytes, 5, body.length);
		for (int from = 0; from < bytes.length; from += 16_384) {
			byte[] part = new byte[Math.min(16_384, bytes.length - from)];
			System.arraycopy(bytes, from, part, 0, part.length);
			frame(DATA, 0, stream, part);
		}
	}

	static byte[] connectHeaders(String... further) {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		literal(block, ":method", "POST");
		literal(block, ":scheme", "http");
		literal(block, ":path", "/" + TestServer.SERVICE + "/Connect");
		literal(block, ":authority", "localhost");
		literal(block, "content-type", "application/grpc");
		literal(block, "te", "trailers");
		for (int i = 0; i < further.length; i += 2) {
			literal(block, further[i], further[i + 1]);
		}
		return block.toByteArray();
	}

	/** HPACK: a literal header without indexing, with a new name. */
	private static void literal(ByteArrayOutputStream block, String name, String value) {
		block.write(0);
		string(block, name);
		string(block, value);
	}

	private static void string(ByteArrayOutputStream block, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		int rest = bytes.length;
		if (rest < 127) {
			block.write(rest);
		}
		else {
			block.write(127);
			for (rest -= 127; rest >= 128; rest >>= 7) {
				block.write(rest & 127 | 128);
			}
			block.write(rest);
		}
		block.writeBytes(bytes);
	}

	private void read() {
		try {
			DataInputStream in = new DataInputStream(this.socket.getInputStream());
			while (true) {
				int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
				int type = in.readUnsignedByte();
				in.readUnsignedByte(); // flags
				int stream = in.readInt();
				byte[] payload = new byte[length];
				in.readFully(payload);
				this.received.add(new Frame(type, stream, payload));
			}
		}
		catch (IOException ex) { // the connection has ended
			this.ended.countDown();
		}
	}

	long count(int type) {
		return this.received.stream().filter((frame) -> frame.type == type).count();
	}

	boolean has(int type, int stream) {
		return this.received.stream().anyMatch((frame) -> frame.type == type && frame.stream == stream);
	}

	/** Whether the server ends the connection in time. */
	boolean isEnded() throws InterruptedException {
		return this.ended.await(20, TimeUnit.SECONDS);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private record Frame(int type, int stream, byte[] payload) {

	}

}
