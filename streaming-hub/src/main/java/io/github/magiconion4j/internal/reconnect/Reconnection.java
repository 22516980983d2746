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
 * The state machine of a reconnecting client: opens one connection after the other, with
 * delays between them. Events are processed one at a time, in order, on a sending thread,
 * so it needs no locks. Events of a connection that is not the current one are ignored.
 *
 * @param <C> the type of connection
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

	/** The timeout of the current step, if it has one. */
	private final Deadline deadline;

	private final ReconnectionListener listener;

	private final ClientThreads threads;

	// Used only by events:

	private ReconnectStep step = ReconnectStep.WAITING;

	/** The connection of the step; {@code null} if it has none. */
	private @Nullable C connection;

	private int attempts;

	private long connectedAt;

	/** Why the last connection was lost; {@code null} if none was lost yet. */
	private @Nullable DisconnectReason lost;

	private long lostAt;

	/** Why the previous connection or attempt failed. */
	private @Nullable DisconnectReason lastFailure;

	/**
	 * Creates a state machine that is not started.
	 * @param channel the channel of all connections
	 * @param connector creates the connections
	 * @param backoff determines the delays
	 * @param connectTimeout how long the preparation of a connection may take
	 * @param calls the calls, which are sent over the current connection
	 * @param listener is notified of state changes
	 * @param threads runs the events
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
	 * The end of the client.
	 * @return announced once with the reason; the same object at every call
	 */
	public Announcement<DisconnectReason> end() {
		return this.end;
	}

	/** Starts to connect. */
	public void start() {
		submit(this::attempt);
	}

	/** Closes the client and its connection. */
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
			return; // closed before the attempt started
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
		catch (RuntimeException | Error ex) { // most likely a gRPC interceptor failed
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

	/** Runs on the application's executor: the callback may block. */
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
		catch (Throwable ex) { // user code failed
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
			// the connection may have been lost just before it was closed
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
		if (this.channel.isShutDown() || this.backoff.isEnough(this.attempts, why)) {
			finish(why);
			return;
		}
		long delay = this.backoff.delay(this.attempts, why);
		go(ReconnectStep.WAITING, delay);
		this.listener.waiting(delay, this.attempts, why);
	}

	private void due() {
		if (!this.deadline.isDue()) {
			return; // the deadline of the previous step
		}
		switch (this.step) {
			case WAITING -> attempt();
			case WAITING_FOR_CHANNEL -> connectOnceChannelRecovered();
			case PREPARING ->
				prepared(Objects.requireNonNull(this.connection), new HubStatusException(Status.Code.DEADLINE_EXCEEDED,
						"the callback onConnected did not complete within " + this.connectTimeout));
			default -> {
				// this step has no deadline: it was cancelled too late
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
