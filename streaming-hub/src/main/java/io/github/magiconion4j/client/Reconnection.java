package io.github.magiconion4j.client;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Connects, and connects again: one connection after the other, and the delays between
 * them. Events are dealt with one at a time, in order, on a sending thread, so this needs
 * no locks. An event of a connection that is not the current one is ignored.
 *
 * @param <H> the hub interface
 */
final class Reconnection<H> {

	private static final DisconnectReason CLOSED = DisconnectReason.of(DisconnectReason.Type.CLIENT_CLOSED,
			"the client was closed");

	private final ChannelRecovery channel;

	private final Supplier<ClientConnection<H>> connector;

	private final Function<? super H, ? extends @Nullable CompletionStage<?>> onConnected;

	private final ClientSettings settings;

	private final ReconnectOptions options;

	private final WaitingCalls calls;

	private final Announcement<DisconnectReason> end;

	private final SerialExecutor events;

	private final Deadline deadline;

	private final HubClientStates states;

	private final HubClientListener listener;

	// Of the events alone:

	private ReconnectStep step = ReconnectStep.WAITING;

	/** The connection of the step; {@code null} if it has none. */
	private @Nullable ClientConnection<H> connection;

	private int attempts;

	/** When the step is over, if it ends by itself. */
	private long dueAt;

	private long connectedAt;

	/** Why the last connection was lost; {@code null} unless one was. */
	private @Nullable DisconnectReason lost;

	private long lostAt;

	/** Why the connection or attempt before failed. */
	private @Nullable DisconnectReason lastFailure;

	Reconnection(ChannelRecovery channel, Supplier<ClientConnection<H>> connector,
			Function<? super H, ? extends @Nullable CompletionStage<?>> onConnected, ClientSettings settings,
			ReconnectOptions options, WaitingCalls calls) {
		this.channel = channel;
		this.connector = connector;
		this.onConnected = onConnected;
		this.settings = settings;
		this.options = options;
		this.calls = calls;
		this.end = new Announcement<>(settings);
		this.events = new SerialExecutor(settings.runtime()::execute, 16);
		this.deadline = new Deadline(settings.runtime(), () -> submit(this::due));
		this.listener = new GuardedListener(settings.listeners.get(), settings.runtime().userCode());
		this.states = new HubClientStates(settings, options.stateListener());
	}

	HubClientState state() {
		return this.states.now();
	}

	Announcement<DisconnectReason> end() {
		return this.end;
	}

	void start() {
		submit(this::attempt);
	}

	void close() {
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
		show(Phase.CONNECTING);
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
			ClientConnection<H> next = this.connector.get();
			this.connection = next;
			next.acceptance().whenMade((accepted) -> submit(() -> accepted(next, accepted.failure())));
			next.end().whenMade((why) -> submit(() -> ended(next, why)));
		}
		catch (RuntimeException | Error ex) { // of a gRPC interceptor, most likely
			failed(Failures.reason(ex));
		}
	}

	private void accepted(ClientConnection<H> which, @Nullable StatusRuntimeException failure) {
		if (which != this.connection || this.step != ReconnectStep.CONNECTING) {
			return;
		}
		if (failure != null) {
			failed(Failures.reason(failure));
			return;
		}
		go(ReconnectStep.PREPARING, this.settings.connectTimeout.toNanos());
		try {
			this.settings.executor().execute(() -> ReceiverThread.run(() -> prepare(which)));
		}
		catch (RejectedExecutionException ex) {
			prepared(which, ex);
		}
	}

	/** On the user's executor: the callback may block. */
	private void prepare(ClientConnection<H> which) {
		try {
			CompletionStage<?> stage = this.onConnected.apply(which.hub());
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

	private void prepared(ClientConnection<H> which, @Nullable Throwable failure) {
		if (which != this.connection || this.step != ReconnectStep.PREPARING) {
			return;
		}
		if (failure != null) {
			which.closeAsync();
			failed(Failures.reason(failure));
			return;
		}
		go(ReconnectStep.CONNECTED);
		this.connectedAt = now();
		this.calls.open(which.calls());
		show(Phase.CONNECTED);
		if (this.lost != null) {
			this.listener.reconnected(which.serviceName(), this.lost, this.connectedAt - this.lostAt);
		}
	}

	// --- the end of a connection, and of all

	private void ended(ClientConnection<H> which, DisconnectReason why) {
		if (which != this.connection) {
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
			if (this.lostAt - this.connectedAt >= this.options.delayLimit(this.attempts)) {
				this.attempts = 0;
			}
		}
		failed(why);
	}

	private void failed(DisconnectReason why) {
		this.connection = null;
		this.lastFailure = why;
		this.calls.down(why);
		Status.Code code = Failures.code(why);
		if (this.options.isEnough(this.attempts) || (code != null && this.options.isEnding(code))) {
			finish(why);
			return;
		}
		long delay = this.options.jitter(
				Failures.isShutdown(why) ? this.options.shutdownSpreadNanos() : this.options.delayLimit(this.attempts));
		go(ReconnectStep.WAITING, delay);
		this.states.waiting(delay, this.attempts, why);
	}

	private void due() {
		if (now() - this.dueAt < 0) {
			return; // of the step before: this one is not over yet
		}
		switch (this.step) {
			case WAITING -> attempt();
			case WAITING_FOR_CHANNEL -> connectOnceChannelRecovered();
			case PREPARING ->
				prepared(Objects.requireNonNull(this.connection), new HubStatusException(Status.Code.DEADLINE_EXCEEDED,
						"the callback onConnected was not done within " + this.settings.connectTimeout));
			default -> {
				// it was cancelled too late
			}
		}
	}

	private void closing() {
		ClientConnection<H> last = this.connection;
		if (this.step == ReconnectStep.CLOSING || this.step == ReconnectStep.CLOSED) {
			return;
		}
		boolean open = this.step == ReconnectStep.PREPARING || this.step == ReconnectStep.CONNECTED;
		go(ReconnectStep.CLOSING);
		this.calls.close(CLOSED);
		show(Phase.CLOSED);
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
			show(Phase.CLOSED);
		}
		this.end.make(why);
	}

	// --- steps

	private void go(ReconnectStep next) {
		this.step = next;
		this.deadline.cancel();
	}

	private void go(ReconnectStep next, long nanos) {
		this.step = next;
		this.dueAt = now() + nanos;
		this.deadline.scheduleIn(nanos);
	}

	private void show(Phase phase) {
		this.states.change(phase, this.attempts, this.lastFailure);
	}

	private long now() {
		return this.settings.runtime().timer().now();
	}

}
