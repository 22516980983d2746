package io.github.magiconion4j.internal.outbound;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.grpc.ClientCall;
import org.jspecify.annotations.Nullable;

/**
 * The outbound queue of a client's connection and its drain loop. Messages are handed to
 * gRPC only while it is ready; the others wait here. Heartbeats are sent before answers
 * to the server, and those before calls. Thread-safe.
 */
public final class ClientOutbound extends Drainer {

	private final ClientCall<byte[], byte[]> call;

	private final Supplier<byte @Nullable []> heartbeat;

	private final Consumer<Throwable> failureHandler;

	private final Queue<byte[]> answers = new ConcurrentLinkedQueue<>();

	private final Queue<byte[]> calls = new ConcurrentLinkedQueue<>();

	private final AtomicLong queuedBytes = new AtomicLong();

	private volatile boolean heartbeatRequested;

	private volatile boolean finishing;

	private volatile boolean over;

	/**
	 * Creates an empty queue.
	 * @param call sends the messages
	 * @param heartbeat creates the heartbeat that was requested; {@code null} for none
	 * @param executor continues the drain loop when a thread yields
	 * @param failureHandler is called if sending fails
	 */
	public ClientOutbound(ClientCall<byte[], byte[]> call, Supplier<byte @Nullable []> heartbeat, Executor executor,
			Consumer<Throwable> failureHandler) {
		super(executor);
		this.call = call;
		this.heartbeat = heartbeat;
		this.failureHandler = failureHandler;
	}

	/**
	 * Queues a call. After the end it is dropped.
	 * @param message the call
	 */
	public void send(byte[] message) {
		add(this.calls, message);
	}

	/**
	 * Queues an answer to the server. After the end it is dropped.
	 * @param message the answer
	 */
	public void answer(byte[] message) {
		add(this.answers, message);
	}

	private void add(Queue<byte[]> queue, byte[] message) {
		if (this.over) {
			return;
		}
		this.queuedBytes.addAndGet(message.length);
		queue.add(message);
		if (!isBlocked()) {
			drain();
		}
	}

	/**
	 * The size of the queued messages. They wait mostly because the server does not read.
	 * @return bytes
	 */
	public long queuedBytes() {
		return this.queuedBytes.get();
	}

	/**
	 * Requests a heartbeat, which is sent before the queued messages. The caller must
	 * make sure that {@link #drain()} is called.
	 */
	public void requestHeartbeat() {
		this.heartbeatRequested = true;
	}

	/** Sends the queued messages, then half-closes the call. */
	public void finish() {
		this.finishing = true;
		drain();
	}

	/** The connection has ended: drops the queued messages. */
	public void end() {
		this.over = true;
		drain();
	}

	/** gRPC can take messages again. */
	public void ready() {
		unblock();
		drain();
	}

	@Override
	protected boolean isCallReady() {
		return this.call.isReady();
	}

	@Override
	protected int work(int turn) {
		try {
			return send(turn);
		}
		catch (RuntimeException | Error ex) { // gRPC or an interceptor failed
			this.over = true;
			this.failureHandler.accept(ex);
			return turn;
		}
	}

	private int send(int turn) {
		int left = turn;
		byte[] message = null;
		while (!this.over && left > 0 && isReady() && (message = next()) != null) {
			left--;
			this.call.sendMessage(message);
		}
		if (!this.over && this.finishing && this.answers.isEmpty() && this.calls.isEmpty()) {
			this.over = true;
			this.call.halfClose();
		}
		if (this.over) {
			this.answers.clear();
			this.calls.clear();
		}
		return left;
	}

	private byte @Nullable [] next() {
		if (this.heartbeatRequested) {
			this.heartbeatRequested = false;
			byte[] message = this.heartbeat.get();
			if (message != null) {
				return message;
			}
		}
		byte[] message = this.answers.poll();
		if (message == null) {
			message = this.calls.poll();
		}
		if (message != null) {
			this.queuedBytes.addAndGet(-message.length);
		}
		return message;
	}

}
