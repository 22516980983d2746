package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.internal.threads.UserCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

	/** Has the form of a group, so that a permission for all groups includes it. */
	private final String echoGroup = "MagicOnion4j.Echo/" + UUID.randomUUID();

	private final Silence silence;

	private final Failures failures;

	private final AdapterThread thread;

	private final UserCode userCode = new UserCode(System::nanoTime);

	private final Channels channels = new Channels(this.userCode, (channel) -> later(() -> leave(channel), 0));

	private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();

	private final AtomicLong unsentBytes = new AtomicLong();

	private final long maxUnsentBytes;

	/** Used by the adapter's thread only. */
	private long delayMillis = FIRST_DELAY_MILLIS;

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
		this.silence = new Silence(System::nanoTime, patience, Duration.ofMillis(ECHO_MILLIS));
		this.failures = new Failures(name, System::nanoTime);
		this.thread = new AdapterThread(name);
	}

	/** Starts to connect. */
	final void start() {
		subscribe(channel(this.echoGroup), (echo) -> this.silence.heard());
		later(this::connect, 0);
		later(this::checkEcho, ECHO_MILLIS);
	}

	private void checkEcho() {
		later(this::checkEcho, ECHO_MILLIS); // scheduled first, so that it continues even
												// if the code below fails
		boolean tooLong = this.silence.isTooLong();
		Session current = this.session;
		if (current == null) {
			return;
		}
		if (tooLong) {
			lose(current);
		}
		else {
			current.ping().thenRun(() -> publish(channel(this.echoGroup), ECHO));
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

	@Override
	public final Optional<String> lastFailure() {
		return this.failures.last();
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

	/** Whether messages of a channel are to be received. */
	final boolean isSubscribed(String channel) {
		return this.channels.contains(channel);
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
		if (which.equals(this.session) && !this.closed) {
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
			if (this.closed) { // while it was opened
				end();
				return;
			}
			List<Channels.Subscribed> all = this.channels.all();
			opened.subscribe(Channels.names(all));
			this.delayMillis = FIRST_DELAY_MILLIS;
			this.silence.heard();
			this.failures.clear();
			this.up = true; // first: who waits for a confirmation may publish then
			all.forEach(Channels.Subscribed::confirm);
			tell(true);
			logger.info("Groups reach other servers over {}, with {} subscriptions", this.name, all.size() - 1);
			later(this::enter, 0);
		}
		catch (Exception | Error ex) {
			end();
			failed(ex);
			// Full jitter; otherwise all servers of a fleet would reconnect at the same
			// moment.
			long delay = 1 + ThreadLocalRandom.current().nextLong(this.delayMillis);
			this.delayMillis = Math.min(2 * this.delayMillis, longestDelayMillis());
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
		catch (Exception | Error ex) {
			failed(ex);
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
			tell(now);
		}
	}

	private void tell(boolean now) {
		this.listeners.forEach((listener) -> this.userCode.run(listener, () -> listener.accept(now)));
	}

	/** Not while it is closed, which interrupts the thread. */
	private void failed(Throwable failure) {
		if (!this.closed) {
			this.failures.add(failure);
		}
	}

	private void later(Runnable task, long delayMillis) {
		this.thread.later(task, delayMillis);
	}

	/** Closes the connection. No more messages are received. */
	@Override
	public void close() {
		this.closed = true;
		this.thread.close();
		this.up = false; // not told to listeners, who would warn of an outage
		end(); // on this thread, as the adapter's has ended
	}

}
