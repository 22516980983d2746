package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.internal.threads.UserCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The common part of backplane adapters: subscriptions, up and down states, and a limit
 * for unsent bytes. One thread connects and reconnects, without a limit on attempts, with
 * backoff and jitter.
 * <p>
 * A {@link Session} is one connection. When it is lost, its unsent messages are lost too,
 * and the next session renews all subscriptions before the backplane is up again. Once a
 * second, a message is published to a channel of its own. If none has come back for a
 * while, the other side is stopped or unreachable, even if the TCP connection still looks
 * open.
 */
abstract class AbstractBackplane implements GroupBackplane, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AbstractBackplane.class);

	private static final long FIRST_DELAY_MILLIS = 100;

	static final long LONGEST_DELAY_MILLIS = 10_000;

	private static final long ECHO_MILLIS = 1000;

	private static final byte[] ECHO = { 0 };

	private final String name;

	private final String echoChannel;

	private final long patienceNanos;

	private final ScheduledExecutorService thread;

	private final UserCode userCode = new UserCode(System::nanoTime);

	private final Channels channels = new Channels(this.userCode, (channel) -> later(() -> leave(channel), 0));

	private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();

	private final AtomicLong unsentBytes = new AtomicLong();

	private final long maxUnsentBytes;

	/** Used by the adapter's thread only. */
	private long delayMillis = FIRST_DELAY_MILLIS;

	private volatile long heardAt;

	private volatile @Nullable Session session;

	private volatile boolean up;

	private volatile boolean closed;

	/**
	 * Creates an adapter that does nothing before {@link #start()}.
	 * @param name the name of the backplane
	 * @param maxUnsentBytes the most bytes that may wait to be sent
	 * @param patience how long the other side may be silent before it counts as down
	 */
	AbstractBackplane(String name, long maxUnsentBytes, Duration patience) {
		this.name = name;
		this.maxUnsentBytes = maxUnsentBytes;
		this.patienceNanos = patience.toNanos();
		this.echoChannel = "magiconion4j-" + UUID.randomUUID();
		CustomizableThreadFactory threads = new CustomizableThreadFactory("streaming-hub-" + name + "-");
		threads.setDaemon(true);
		this.thread = Executors.newSingleThreadScheduledExecutor(threads);
	}

	/** Starts to connect. */
	final void start() {
		subscribe(this.echoChannel, (echo) -> this.heardAt = System.nanoTime());
		later(this::connect, 0);
		later(this::checkEcho, ECHO_MILLIS);
	}

	private void checkEcho() {
		later(this::checkEcho, ECHO_MILLIS); // scheduled first, so that it continues even
												// if the code below fails
		Session current = this.session;
		if (current == null) {
			return;
		}
		if (System.nanoTime() - this.heardAt > this.patienceNanos) {
			lose(current);
		}
		else {
			current.ping().thenRun(() -> publish(this.echoChannel, ECHO));
		}
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final boolean isUp() {
		Session current = this.session;
		return this.up && current != null && current.isAlive();
	}

	/** The connection of now; {@code null} while there is none. */
	final @Nullable Session session() {
		return this.session;
	}

	@Override
	public final void addListener(Consumer<Boolean> listener) {
		this.listeners.add(listener);
	}

	@Override
	public final boolean publish(String channel, byte[] message) {
		Session current = this.session;
		if (!this.up || current == null || this.unsentBytes.get() > this.maxUnsentBytes) {
			return false;
		}
		this.unsentBytes.addAndGet(message.length);
		try {
			current.publish(channel, message)
				.whenComplete((sent, failure) -> this.unsentBytes.addAndGet(-message.length));
			return true;
		}
		catch (RuntimeException ex) {
			this.unsentBytes.addAndGet(-message.length);
			logger.debug("A message could not be published over {}", this.name, ex);
			return false;
		}
	}

	@Override
	public final Subscription subscribe(String channel, Consumer<byte[]> receiver) {
		Subscription subscribed = this.channels.add(channel, receiver);
		later(this::enter, 0);
		return subscribed;
	}

	/** Delivers a received message. */
	final void receive(String channel, byte[] message) {
		this.channels.receive(channel, message);
	}

	/**
	 * Connects. May block for a bounded time.
	 * @throws Exception if connecting fails
	 */
	abstract Session open() throws Exception;

	/** After how many milliseconds it is tried again at the latest. */
	long longestDelayMillis() {
		return LONGEST_DELAY_MILLIS;
	}

	/** Called on any thread, as soon as a session is lost. */
	final void lost(Session which) {
		later(() -> lose(which), 0);
	}

	private void lose(Session which) {
		if (which.equals(this.session)) {
			logger.warn("The connection to {} was lost: groups reach only members on this server", this.name);
			later(this::connect, 0); // even if a listener fails
			end();
		}
	}

	private void connect() {
		if (this.closed || this.session != null) {
			return;
		}
		try {
			Session opened = open();
			this.session = opened;
			List<Channels.Subscribed> all = this.channels.all();
			opened.subscribe(Channels.names(all));
			all.forEach(Channels.Subscribed::confirm);
			this.delayMillis = FIRST_DELAY_MILLIS;
			this.heardAt = System.nanoTime();
			change(true);
			logger.info("Groups reach other servers over {}, with {} subscriptions", this.name, all.size() - 1);
			later(this::enter, 0);
		}
		catch (Exception ex) {
			end();
			// Full jitter; otherwise all servers of a fleet would reconnect at the same
			// moment.
			long delay = 1 + ThreadLocalRandom.current().nextLong(this.delayMillis);
			this.delayMillis = Math.min(2 * this.delayMillis, longestDelayMillis());
			logger.debug("{} cannot be reached; the next attempt is in {} ms", this.name, delay, ex);
			later(this::connect, delay);
		}
	}

	/** Subscribes to all channels that were added since the last call. */
	private void enter() {
		Session current = this.session;
		if (current == null) {
			return; // the next session will subscribe
		}
		List<Channels.Subscribed> entered = this.channels.entered();
		if (entered.isEmpty()) {
			return;
		}
		try {
			current.subscribe(Channels.names(entered));
			entered.forEach(Channels.Subscribed::confirm);
		}
		catch (Exception ex) {
			logger.debug("Subscribing over {} failed", this.name, ex);
			lose(current);
		}
	}

	private void leave(String channel) {
		Session current = this.session;
		if (current != null && !this.channels.contains(channel)) {
			current.unsubscribe(channel);
		}
	}

	private void end() {
		Session current = this.session;
		this.session = null;
		change(false);
		if (current != null) {
			current.close();
		}
	}

	private void change(boolean now) {
		if (this.up != now) {
			this.up = now;
			this.listeners.forEach((listener) -> this.userCode.run(listener, () -> listener.accept(now)));
		}
	}

	final void later(Runnable action, long delayMillis) {
		try {
			this.thread.schedule(() -> {
				try {
					action.run();
				}
				catch (Throwable ex) { // the thread must survive
					logger.warn("The backplane {} failed", this.name, ex);
				}
			}, delayMillis, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The backplane {} is closed", this.name, ex);
		}
	}

	/** Closes the connection. No more messages are received. */
	@Override
	public void close() {
		this.closed = true;
		later(this::end, 0);
		this.thread.shutdown();
		try {
			if (!this.thread.awaitTermination(5, TimeUnit.SECONDS)) {
				this.thread.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
