package io.github.magiconion4j.internal.outbound;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.text.StatusText;
import io.github.magiconion4j.internal.threads.HandOver;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.github.magiconion4j.protocol.ServerMessage;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The outbound queue of a connection and its drain loop. Messages are handed to gRPC only
 * while it is ready; the others wait here and are dropped when the connection ends.
 */
public final class ServerOutbound extends Drainer {

	private static final AtomicIntegerFieldUpdater<ServerOutbound> TO_READ = AtomicIntegerFieldUpdater
		.newUpdater(ServerOutbound.class, "toRead");

	private static final byte[] MARKER = ServerMessage.marker().encode();

	private final ServerCall<byte[], byte[]> call;

	private final HubTimer timer;

	private final OutboundLimits limits;

	private final OutboundEvents events;

	private final Flow flow;

	private final MessageQueue messages;

	private volatile int toRead;

	private volatile boolean open;

	private volatile @Nullable Status finishStatus;

	/** Nothing is sent any more. */
	private volatile boolean over;

	private volatile @Nullable Status closeStatus;

	/** Created on first use: most clients never fill their transport. */
	private volatile @Nullable SlowConsumer slowConsumer;

	private boolean headersSent; // used only by the draining thread

	/**
	 * Creates an empty queue.
	 * @param call sends the messages
	 * @param heartbeat creates the requested heartbeat; {@code null} for none
	 * @param executor sends messages that could not be sent at once
	 * @param schedulerOfThread returns the write scheduler of the transport's thread
	 * @param timer detects slow consumers
	 * @param limits limits of the queue
	 * @param events is notified of events
	 */
	public ServerOutbound(ServerCall<byte[], byte[]> call, Supplier<byte @Nullable []> heartbeat, Executor executor,
			Supplier<WriteScheduler> schedulerOfThread, HubTimer timer, OutboundLimits limits, OutboundEvents events) {
		super(executor);
		this.call = call;
		this.timer = timer;
		this.events = events;
		this.limits = limits;
		this.flow = new Flow(call, schedulerOfThread, this);
		this.messages = new MessageQueue(limits.maxBytes(), this.flow, heartbeat);
	}

	/** Opens the queue: sends the headers and the marker, then messages. */
	public void open() {
		this.open = true;
		drain();
	}

	/**
	 * Whether the queue was opened.
	 * @return {@code true} if messages are sent
	 */
	public boolean isOpen() {
		return this.open;
	}

	/**
	 * Queues a message. After the end it is dropped.
	 * @param message the message
	 * @param ahead whether it is sent before the queued messages, like a heartbeat
	 * @return the backlog, including this message if it could not be sent
	 */
	public Backlog send(byte[] message, boolean ahead) {
		this.messages.add(message, ahead);
		if (!isBlocked() && (ahead || !this.flow.isWaiting())) {
			drain();
		}
		return this.messages;
	}

	/**
	 * The size of the queued messages.
	 * @return the same object at every call
	 */
	public Backlog backlog() {
		return this.messages;
	}

	/**
	 * Requests more inbound messages from gRPC.
	 * @param count how many
	 */
	public void read(int count) {
		TO_READ.getAndAdd(this, count);
		drain();
	}

	/**
	 * Requests a heartbeat, which is sent before the queued messages. The caller must
	 * make sure that {@link #drain()} is called.
	 */
	public void requestHeartbeat() {
		this.messages.requestHeartbeat();
	}

	/**
	 * Sends the queued messages, then closes the call. If the queue was not opened, the
	 * call is closed at once.
	 * @param status the status for the client
	 */
	public void finish(Status status) {
		if (this.open) {
			this.finishStatus = status;
			drain();
		}
		else {
			close(status);
		}
	}

	/**
	 * Drops the queued messages and closes the call. If this is called more than once,
	 * the first status wins.
	 * @param status the status for the client
	 */
	public void close(Status status) {
		this.closeStatus = (this.closeStatus != null) ? this.closeStatus : status;
		drain();
	}

	/** The call has ended: drops the queued messages. */
	public void abandon() {
		this.over = true;
		drain();
	}

	/**
	 * gRPC is ready again. It calls this on the transport's thread, which also reads from
	 * other connections, so a sending thread continues the drain loop.
	 */
	public void ready() {
		unblock();
		progressed();
		this.flow.ready();
		if (this.messages.canSendNext() || this.finishStatus != null) {
			drainLater();
		}
	}

	private void drainLater() {
		HandOver.of(executor(), this.timer, this::drain);
	}

	/** Starts sending, if there is anything to send. */
	boolean startSending() {
		boolean any = this.messages.hasQueued();
		if (any) {
			drainLater();
		}
		return any;
	}

	@Override
	protected void whenFull() {
		this.flow.full();
		SlowConsumer known = this.slowConsumer;
		if (known == null) {
			known = new SlowConsumer(this.timer, this.limits.slowConsumerTimeout().toNanos(), this, this.events);
			this.slowConsumer = known;
		}
		known.blocked();
	}

	private void progressed() {
		SlowConsumer known = this.slowConsumer;
		if (known != null) {
			known.progressed();
		}
	}

	/** Whether messages wait because the client does not read. */
	boolean isWaiting() {
		return isBlocked() && this.messages.hasNext();
	}

	@Override
	protected boolean isCallReady() {
		return this.call.isReady();
	}

	@Override
	protected int work(int turn) {
		try {
			return workOpenly(turn);
		}
		catch (RuntimeException | Error ex) { // gRPC or an interceptor failed
			fail(ex);
			return turn;
		}
	}

	private int workOpenly(int turn) {
		Status status = this.closeStatus;
		if (this.over) {
			over();
		}
		else if (status != null) {
			end(status);
		}
		else {
			if (this.toRead > 0) { // cheaper than getAndSet, which is rarely needed
				this.call.request(TO_READ.getAndSet(this, 0));
			}
			if (this.open) {
				sendHeaders();
				return sendMessages(turn);
			}
		}
		return turn;
	}

	private void sendHeaders() {
		if (!this.headersSent) {
			this.headersSent = true;
			this.call.sendHeaders(ConnectMethod.versionHeader());
			this.call.sendMessage(MARKER);
		}
	}

	private int sendMessages(int turn) {
		int left = turn;
		boolean any = this.messages.hasNext();
		while (any && left > 0 && isReady()) { // asks after the last one, too
			byte[] message = this.messages.next();
			any = message != null;
			if (message != null) {
				left--;
				this.call.sendMessage(message);
				progressed();
			}
		}
		Status finish = this.finishStatus;
		if (finish != null && this.messages.isEmpty()) {
			end(finish);
		}
		return left;
	}

	private void over() {
		this.over = true;
		this.messages.end();
		SlowConsumer known = this.slowConsumer;
		if (known != null) {
			known.stop();
		}
	}

	private void fail(Throwable failure) {
		over();
		try {
			this.call.close(Status.INTERNAL.withDescription("Sending failed."), new Metadata());
		}
		catch (RuntimeException | Error ex) {
			failure.addSuppressed(ex); // most likely the call is closed already
		}
		this.events.failed(failure);
	}

	private void end(Status status) {
		over();
		String text = status.getDescription();
		this.call.close((text != null) ? status.withDescription(StatusText.ofHeader(text)) : status, new Metadata());
		this.events.closed();
	}

}
