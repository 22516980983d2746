package io.github.magiconion4j.internal.reconnect;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.calls.ReceiverThread;
import io.github.magiconion4j.internal.threads.Announcement;
import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.threads.Deadline;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Connects, and connects again: one connection after the other, and the delays between
 * them. Events are dealt with one at a time, in order, on a sending thread, so this needs
 * no locks. An event of a connection that is not the current one is ignored.
 *
 * @param <C> the connections
 */
public final class Reconnection<C extends Attempt> {

	private static final DisconnectReason CLOSED = DisconnectReason.of(DisconnectReason.Type.CLIENT_CLOSED,
			"the client was closed");

	private final ChannelRecovery channel;

	private final Connector<C> connector;

	private final Backoff backoff;

	private final Duration connectTimeout;

	private final WaitingCalls calls;

	private final Announcement<DisconnectReason> end;

	private final SerialExecutor events;

	/** When the step is over, if it ends by itself. */
	private final Deadline deadline;

	private final ReconnectionListener listener;

	private final ClientThreads threads;

	// Of the events alone:

	private ReconnectStep step = ReconnectStep.WAITING;

	/** The connection of the step; {@code null} if it has none. */
	private @Nullable C connection;

	private int attempts;

	private long connectedAt;

	/** Why the last connection was lost; {@code null} unless one was. */
	private @Nullable DisconnectReason lost;

	private long lostAt;

	/** Why the connection or attempt before failed. */
	private @Nullable DisconnectReason lastFailure;

	/**
	 * Makes one that has not started.
	 * @param channel the channel of all connections
	 * @param connector makes the connections
	 * @param backoff says how long to wait between them
	 * @param connectTimeout how long the preparation of a connection may take
	 * @param calls are sent over the connection of the moment
	 * @param listener hears what happens
	 * @param threads runs it
	 */
	public Reconnection(Channel channel, Connector<C> connector, Backoff backoff, Duration connectTimeout,
			WaitingCalls calls, ReconnectionListener listener, ClientThreads threads) {
		this.channel = new ChannelRecovery(channel);
		this.connector = connector;
		this.backoff = backoff;
		this.connectTimeout = connectTimeout;
		this.calls = calls;
		this.listener = listener;
		this.threads = threads;
		this.end = new Announcement<>(threads);
		this.events = new SerialExecutor(threads.sending(), 16);
		this.deadline = new Deadline(threads, () -> submit(this::due));
	}

	/**
	 * Why it connects no more.
	 * @return made known at the end; the same object at every call
	 */
	public Announcement<DisconnectReason> end() {
		return this.end;
	}

	/** Begins to connect. */
	public void start() {
		submit(this::attempt);
	}

	/** Ends it, and the connection that there is. */
	public void close() {
		submit(this::closing);
	}

	private void submit(Runnable event) {
		this.events.submit(() -> {
			event.run();
			return null;
		});
	}

	// --- connecting

	private void attempt() {
		if (this.step != ReconnectStep.WAITING) {
			return; // it was closed before it began
		}
		this.attempts++;
		this.listener.connecting(this.attempts, this.lastFailure);
		this.channel.begin();
		connectOnceChannelRecovered();
	}

	private void connectOnceChannelRecovered() {
		if (this.channel.mayRecover()) {
			go(ReconnectStep.WAITING_FOR_CHANNEL, ChannelRecovery.CHECK_NANOS);
		}
		else {
			connect();
		}
	}

	private void connect() {
		go(ReconnectStep.CONNECTING);
		try {
			C next = this.connector.connect();
			this.connection = next;
			next.acceptance().whenMade((accepted) -> submit(() -> accepted(next, accepted.failure())));
			next.end().whenMade((why) -> submit(() -> ended(next, why)));
		}
		catch (RuntimeException | Error ex) { // of a gRPC interceptor, most likely
			failed(this.connector.reason(ex));
		}
	}

	private void accepted(C which, @Nullable StatusRuntimeException failure) {
		if (!which.equals(this.connection) || this.step != ReconnectStep.CONNECTING) {
			return;
		}
		if (failure != null) {
			failed(this.connector.reason(failure));
			return;
		}
		go(ReconnectStep.PREPARING, this.connectTimeout.toNanos());
		try {
			this.threads.callbacks().execute(() -> ReceiverThread.run(() -> prepare(which)));
		}
		catch (RejectedExecutionException ex) {
			prepared(which, ex);
		}
	}

	/** On the user's executor: the callback may block. */
	private void prepare(C which) {
		try {
			CompletionStage<?> stage = this.connector.prepare(which);
			if (stage == null) {
				submit(() -> prepared(which, null));
			}
			else {
				stage.whenComplete((result, failure) -> submit(() -> prepared(which, failure)));
			}
		}
		catch (Throwable ex) { // whatever user code throws
			submit(() -> prepared(which, ex));
		}
	}

	private void prepared(C which, @Nullable Throwable failure) {
		if (!which.equals(this.connection) || this.step != ReconnectStep.PREPARING) {
			return;
		}
		if (failure != null) {
			which.closeAsync();
			failed(this.connector.reason(failure));
			return;
		}
		go(ReconnectStep.CONNECTED);
		this.connectedAt = now();
		this.calls.open(which.calls());
		this.listener.connected(this.attempts, this.lastFailure);
		if (this.lost != null) {
			this.listener.reconnected(this.lost, this.connectedAt - this.lostAt);
		}
	}

	// --- the end of a connection, and of all

	private void ended(C which, DisconnectReason why) {
		if (!which.equals(this.connection)) {
			return;
		}
		if (this.step == ReconnectStep.CLOSING) {
			// it may have been lost a moment before it was to be closed
			finish((why.type() == DisconnectReason.Type.CLIENT_CLOSED) ? why : CLOSED);
			return;
		}
		if (this.step == ReconnectStep.CONNECTED) {
			this.lost = why;
			this.lostAt = now();
			if (this.lostAt - this.connectedAt >= this.backoff.limit(this.attempts)) {
				this.attempts = 0;
			}
		}
		failed(why);
	}

	private void failed(DisconnectReason why) {
		this.connection = null;
		this.lastFailure = why;
		this.calls.down(why);
		if (this.backoff.isEnough(this.attempts, why)) {
			finish(why);
			return;
		}
		long delay = this.backoff.delay(this.attempts, why);
		go(ReconnectStep.WAITING, delay);
		this.listener.waiting(delay, this.attempts, why);
	}

	private void due() {
		if (!this.deadline.isDue()) {
			return; // of the step before: this one is not over yet
		}
		switch (this.step) {
			case WAITING -> attempt();
			case WAITING_FOR_CHANNEL -> connectOnceChannelRecovered();
			case PREPARING ->
				prepared(Objects.requireNonNull(this.connection), new HubStatusException(Status.Code.DEADLINE_EXCEEDED,
						"the callback onConnected was not done within " + this.connectTimeout));
			default -> {
				// it was cancelled too late
			}
		}
	}

	private void closing() {
		C last = this.connection;
		if (this.step == ReconnectStep.CLOSING || this.step == ReconnectStep.CLOSED) {
			return;
		}
		boolean open = this.step == ReconnectStep.PREPARING || this.step == ReconnectStep.CONNECTED;
		go(ReconnectStep.CLOSING);
		this.calls.close(CLOSED);
		this.listener.closed(this.attempts, this.lastFailure);
		if (last != null) {
			last.abandon("the client was closed");
			last.closeAsync();
		}
		if (!open) {
			finish(CLOSED);
		}
	}

	private void finish(DisconnectReason why) {
		this.connection = null;
		boolean shown = this.step == ReconnectStep.CLOSING;
		go(ReconnectStep.CLOSED);
		if (!shown) {
			this.calls.close(why);
			this.listener.closed(this.attempts, this.lastFailure);
		}
		this.end.make(why);
	}

	private void go(ReconnectStep next) {
		this.step = next;
		this.deadline.cancel();
	}

	private void go(ReconnectStep next, long nanos) {
		this.step = next;
		this.deadline.scheduleIn(nanos);
	}

	private long now() {
		return this.threads.timer().now();
	}

}
