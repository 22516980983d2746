package io.github.magiconion4j.server;

import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.magiconion4j.hub.spi.ConnectionHeartbeat;
import io.github.magiconion4j.protocol.ServerMessage;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a connection. A {@link ServerCall} allows one caller at a time, so any
 * thread may ask for something here and one of them at a time does it: the first that
 * finds nobody at work, who then also does what others ask for meanwhile. gRPC is given
 * messages only while it can send them; the others wait here and are dropped when the
 * connection ends.
 */
final class Outbound implements Strand.Task {

	private static final Metadata.Key<String> VERSION_HEADER = Metadata.Key.of("x-magiconion-streaminghub-version",
			Metadata.ASCII_STRING_MARSHALLER);

	private static final String VERSION = "2";

	private static final byte[] MARKER = ServerMessage.marker().encode();

	/**
	 * So much is done, messages sent above all, before it is another connection's turn.
	 */
	private static final int TURN = 128;

	private final ServerCall<byte[], byte[]> call;

	private final ConnectionHeartbeat heartbeat;

	private final Executor executor;

	private final FailureHandler failureHandler;

	private final Queue<byte[]> messages = new ConcurrentLinkedQueue<>();

	private final AtomicLong queuedBytes = new AtomicLong();

	/** What was asked for since somebody began to work. */
	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger toRead = new AtomicInteger();

	private volatile boolean open;

	/** gRPC takes nothing now and will call when it does. */
	private volatile boolean blocked;

	private volatile boolean heartbeatRequested;

	private volatile @Nullable Status finishStatus;

	private volatile boolean abandoned;

	private volatile @Nullable Status closeStatus;

	// Of the one at work:

	/** What may still be done before it is another connection's turn. */
	private int turn;

	private boolean headersSent;

	private boolean closed;

	Outbound(ServerCall<byte[], byte[]> call, ConnectionHeartbeat heartbeat, Executor executor,
			FailureHandler failureHandler) {
		this.call = call;
		this.heartbeat = heartbeat;
		this.executor = executor;
		this.failureHandler = failureHandler;
	}

	/** Sends the headers and the marker, and from then on messages. */
	void open() {
		this.open = true;
		drain();
	}

	/**
	 * Queues a message. After the end it is dropped.
	 * @return how many bytes are queued now, because the client does not read them
	 */
	long send(byte[] message) {
		this.queuedBytes.addAndGet(message.length);
		this.messages.add(message);
		if (!this.blocked) {
			drain();
		}
		return this.queuedBytes.get();
	}

	/** Lets so many more messages come in. */
	void read(int count) {
		this.toRead.getAndAdd(count);
		drain();
	}

	/**
	 * Marks that a heartbeat is to be sent before all that is queued. The caller sees to
	 * it that {@link #drain()} is called.
	 */
	void requestHeartbeat() {
		this.heartbeatRequested = true;
	}

	/** Sends what is queued, then ends the call. If it is not open yet, it is refused. */
	void finish(Status status) {
		if (!this.open) {
			close(status);
			return;
		}
		this.finishStatus = status;
		drain();
	}

	/** Drops what is queued and ends the call, with the status that was given first. */
	void close(Status status) {
		if (this.closeStatus == null) {
			this.closeStatus = status;
		}
		drain();
	}

	/** Drops what is queued: the call has ended. */
	void abandon() {
		this.abandoned = true;
		drain();
	}

	/**
	 * gRPC can take messages again. It says so on the transport's thread, which has
	 * others to read from: what waits is sent by a sending thread.
	 */
	void ready() {
		this.blocked = false;
		if (!this.messages.isEmpty() || this.heartbeatRequested || this.finishStatus != null) {
			this.executor.execute(this::drain);
		}
	}

	@Override
	public @Nullable CompletionStage<?> run() {
		drain();
		return null;
	}

	/** Whether gRPC takes nothing now. */
	boolean isBlocked() {
		return this.blocked;
	}

	/** Does what was asked for, as far as gRPC can take it now. */
	void drain() {
		if (this.asked.getAndIncrement() == 0) {
			takeTurn();
		}
	}

	private void takeTurn() {
		this.turn = TURN;
		int done;
		do {
			if (this.turn <= 0 && handOver()) {
				return;
			}
			this.turn--;
			done = this.asked.get();
			try {
				work();
			}
			catch (RuntimeException | Error ex) { // of gRPC or an interceptor
				fail(ex);
			}
		}
		while (this.turn <= 0 || !this.asked.compareAndSet(done, 0));
	}

	/**
	 * Lets the sending threads go on, each connection in its turn: whoever asks for much
	 * keeps none of them from the heartbeats of others.
	 */
	private boolean handOver() {
		try {
			this.executor.execute(this::takeTurn);
			return true;
		}
		catch (RejectedExecutionException ex) { // the application is ending
			this.turn = TURN;
			return false;
		}
	}

	private void work() {
		Status status = this.closeStatus;
		if (this.abandoned || this.closed) {
			this.closed = true;
			this.messages.clear();
		}
		else if (status != null) {
			end(status);
		}
		else {
			int count = this.toRead.getAndSet(0);
			if (count > 0) {
				this.call.request(count);
			}
			if (this.open) {
				sendHeaders();
				sendMessages();
			}
		}
	}

	private void sendHeaders() {
		if (!this.headersSent) {
			this.headersSent = true;
			Metadata headers = new Metadata();
			headers.put(VERSION_HEADER, VERSION);
			this.call.sendHeaders(headers);
			this.call.sendMessage(MARKER);
		}
	}

	private void sendMessages() {
		while (this.turn > 0 && isReady()) {
			byte[] message = nextMessage();
			if (message == null) {
				break;
			}
			this.turn--;
			this.call.sendMessage(message);
		}
		Status finish = this.finishStatus;
		if (finish != null && this.messages.isEmpty()) {
			end(finish);
		}
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

	private byte @Nullable [] nextMessage() {
		if (this.heartbeatRequested) {
			this.heartbeatRequested = false;
			byte[] message = this.heartbeat.next();
			if (message != null) {
				return message;
			}
		}
		byte[] message = this.messages.poll();
		if (message != null) {
			this.queuedBytes.addAndGet(-message.length);
		}
		return message;
	}

	private void fail(Throwable failure) {
		this.closed = true;
		this.messages.clear();
		try {
			this.call.close(Status.INTERNAL.withDescription("Sending failed."), new Metadata());
		}
		catch (RuntimeException | Error ex) {
			failure.addSuppressed(ex); // it is closed already, most likely
		}
		this.failureHandler.failed(failure);
	}

	private void end(Status status) {
		this.closed = true;
		this.messages.clear();
		this.call.close(status, new Metadata());
	}

	@FunctionalInterface
	interface FailureHandler {

		void failed(Throwable failure);

	}

}
