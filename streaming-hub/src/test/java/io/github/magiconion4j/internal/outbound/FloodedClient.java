package io.github.magiconion4j.internal.outbound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.testing.FakeTime;

/**
 * The outbound queue of a client that is sent more than gRPC buffers, and reads when a
 * test says so.
 */
final class FloodedClient {

	/** The amount at which gRPC is no longer ready. */
	static final int FULL = 32 * 1024;

	/** The sizes of a heartbeat, and of a numbered message. */
	static final int SIZE = 20;

	static final byte[] HEARTBEAT = new byte[SIZE];

	final FakeCall call = new FakeCall();

	final ServerOutbound outbound;

	private final Loop loop;

	FloodedClient(Loop loop) {
		this.loop = loop;
		this.outbound = outbound(this.call, loop, () -> loop.scheduler, loop.time.timer());
		this.outbound.open();
		leave();
	}

	static ServerOutbound outbound(FakeCall call, Executor executor, Supplier<WriteScheduler> scheduler,
			HubTimer timer) {
		return new ServerOutbound(call, HEARTBEAT::clone, executor, scheduler, timer,
				new OutboundLimits(16 << 20, Duration.ofSeconds(30)), new NoEvents());
	}

	/** A message with its number. */
	static byte[] message(int number, int size) {
		byte[] message = new byte[size];
		message[0] = 1;
		message[1] = (byte) (number >> 16);
		message[2] = (byte) (number >> 8);
		message[3] = (byte) number;
		return message;
	}

	/** The numbers of all messages except heartbeats and the marker. */
	static List<Integer> numbers(List<byte[]> messages) {
		return messages.stream()
			.filter((message) -> message.length >= SIZE && message[0] == 1)
			.map((message) -> (message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | (message[3] & 0xff))
			.toList();
	}

	/** Queues messages, of which gRPC takes a burst. */
	void flood(int messages, int size) {
		for (int i = 0; i < messages; i++) {
			this.outbound.send(message(i, size), false);
		}
		this.loop.runTasks();
	}

	/** Queues messages and sends the first burst, which does not wait for others. */
	FloodedClient flooded(int messages, int size) {
		flood(messages, size);
		leave();
		return this;
	}

	boolean hasBurst() {
		return this.call.bytesUnderWay() >= FULL;
	}

	@Override
	public String toString() {
		return this.call.left().size() + " left, " + this.call.underWay().size() + " under way";
	}

	/** Sends what gRPC has buffered. */
	void leave() {
		leaveAllBut(0);
	}

	/** Sends all but the given number of messages. */
	void leaveAllBut(int messages) {
		boolean ready = false;
		while (this.call.underWay().size() > messages) {
			ready |= this.call.leaveOne();
		}
		if (ready) {
			this.outbound.ready();
		}
		this.loop.runTasks();
	}

	/** An event loop, and the sending threads. */
	static final class Loop implements Executor {

		final FakeTime time = new FakeTime();

		final Queue<Runnable> tasks = new ArrayDeque<>();

		WriteScheduler scheduler = new WriteScheduler(this.time.timer());

		int rejections;

		@Override
		public void execute(Runnable task) {
			if (this.rejections-- > 0) {
				throw new RejectedExecutionException();
			}
			this.tasks.add(task);
		}

		void runTasks() {
			while (!this.tasks.isEmpty()) {
				this.tasks.remove().run();
			}
		}

		void advanceMillis(long millis) {
			this.time.advanceMillis(millis);
			runTasks();
		}

	}

	private static final class NoEvents implements OutboundEvents {

		@Override
		public void closed() {
		}

		@Override
		public void failed(Throwable failure) {
		}

		@Override
		public void noProgress() {
		}

	}

}
