package io.github.magiconion4j.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.grpc.ClientCall;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a connection. A {@link ClientCall} allows one caller at a time, so any
 * thread may ask for something here and one of them at a time does it: the first that
 * finds nobody at work, who then also does what others ask for meanwhile, up to a limit.
 * gRPC is given messages only while it can send them; the others wait here. What answers
 * the server goes before calls, and a heartbeat before all.
 */
final class Outbound implements Runnable {

	/** So many messages are sent before the sending threads go on. */
	private static final int TURN = 128;

	private final ClientCall<byte[], byte[]> call;

	private final @Nullable ClientHeartbeat heartbeat;

	private final Executor executor;

	private final Consumer<Throwable> failureHandler;

	private final Queue<byte[]> answers = new ConcurrentLinkedQueue<>();

	private final Queue<byte[]> calls = new ConcurrentLinkedQueue<>();

	private final AtomicLong queuedBytes = new AtomicLong();

	/** What was asked for since somebody began to work. */
	private final AtomicInteger asked = new AtomicInteger();

	/** gRPC takes nothing now and will call when it does. */
	private volatile boolean blocked;

	private volatile boolean heartbeatRequested;

	private volatile boolean finishing;

	private volatile boolean over;

	/**
	 * Makes the way out.
	 * @param heartbeat gives requested heartbeats; {@code null} if there are none
	 * @param executor goes on where a thread has done enough
	 * @param failureHandler hears that sending failed
	 */
	Outbound(ClientCall<byte[], byte[]> call, @Nullable ClientHeartbeat heartbeat, Executor executor,
			Consumer<Throwable> failureHandler) {
		this.call = call;
		this.heartbeat = heartbeat;
		this.executor = executor;
		this.failureHandler = failureHandler;
	}

	/** Queues a call. After the end it is dropped. */
	void send(byte[] message) {
		add(this.calls, message);
	}

	/** Queues an answer to the server. After the end it is dropped. */
	void answer(byte[] message) {
		add(this.answers, message);
	}

	private void add(Queue<byte[]> queue, byte[] message) {
		if (this.over) {
			return;
		}
		this.queuedBytes.addAndGet(message.length);
		queue.add(message);
		if (!this.blocked) {
			drain();
		}
	}

	/** How many bytes are queued now, most often because the server does not read. */
	long queuedBytes() {
		return this.queuedBytes.get();
	}

	/** Whether gRPC takes nothing now. */
	boolean isBlocked() {
		return this.blocked;
	}

	/**
	 * Marks that a heartbeat is to be sent before all that is queued. The caller sees to
	 * it that {@link #drain()} is called.
	 */
	void requestHeartbeat() {
		this.heartbeatRequested = true;
	}

	/** Sends what is queued, then says that no more comes. */
	void finish() {
		this.finishing = true;
		drain();
	}

	/** Drops what is queued: the connection has ended. */
	void end() {
		this.over = true;
		drain();
	}

	/** gRPC can take messages again. */
	void ready() {
		this.blocked = false;
		drain();
	}

	@Override
	public void run() {
		drain();
	}

	/** Does what was asked for, as far as gRPC can take it now. */
	void drain() {
		if (this.asked.getAndIncrement() == 0) {
			takeTurn();
		}
	}

	private void takeTurn() {
		int left = TURN;
		int done;
		do {
			if (left <= 0 && handOver()) {
				return;
			}
			left = (left > 0) ? left : TURN;
			done = this.asked.get();
			try {
				left = work(left);
			}
			catch (RuntimeException | Error ex) { // of gRPC or an interceptor
				this.over = true;
				this.failureHandler.accept(ex);
			}
		}
		while (left <= 0 || !this.asked.compareAndSet(done, 0));
	}

	/** Lets the sending threads go on: the caller has work of its own. */
	private boolean handOver() {
		try {
			this.executor.execute(this::takeTurn);
			return true;
		}
		catch (RejectedExecutionException ex) { // the application is ending
			return false;
		}
	}

	/**
	 * Sends what can be sent.
	 * @return how much of the turn is left
	 */
	private int work(int turn) {
		int left = turn - 1;
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

	/**
	 * Others ask for nothing while gRPC is blocked, so none of them keeps this thread
	 * busy in vain.
	 */
	private boolean isReady() {
		if (this.call.isReady()) {
			return true;
		}
		this.blocked = true;
		if (!this.call.isReady()) {
			return false;
		}
		this.blocked = false; // it called before it could be seen that somebody waits
		return true;
	}

	private byte @Nullable [] next() {
		if (this.heartbeatRequested && this.heartbeat != null) {
			this.heartbeatRequested = false;
			byte[] message = this.heartbeat.next();
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
