package io.github.magiconion4j.server;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubLifecycle;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.internal.invocation.CallStatus;
import io.github.magiconion4j.internal.outbound.CallBudget;
import io.github.magiconion4j.internal.results.Caller;
import io.github.magiconion4j.internal.threads.HandOver;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The hub of a connection, from its creation until it has been notified of the end. Hub
 * code is run by one thread at a time.
 */
final class HubSession extends Registration implements Caller {

	private static final CompletableFuture<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

	private static final AtomicIntegerFieldUpdater<HubSession> TOLD = AtomicIntegerFieldUpdater
		.newUpdater(HubSession.class, "told");

	@SuppressWarnings("rawtypes") // a class literal has no type arguments
	private static final AtomicReferenceFieldUpdater<HubSession, @Nullable CompletableFuture> DISCONNECTED = AtomicReferenceFieldUpdater
		.newUpdater(HubSession.class, CompletableFuture.class, "disconnected");

	/** The most tasks run in a row before other connections get their turn. */
	private static final int BATCH = 16;

	/** Most pauses of the JVM are shorter, so a method that takes longer has blocked. */
	private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final ServerCore core;

	private final SerialExecutor tasks;

	/** Created on first use; {@link #DONE} once the hub has been notified of the end. */
	private volatile @Nullable CompletableFuture<@Nullable Void> disconnected;

	private volatile HubFactory.@Nullable Created created;

	private volatile boolean opened;

	/** 1 once a thread notifies the hub of the end; otherwise 0. */
	private volatile int told;

	/** Cancels the method that runs; {@code null} if none does, or it cannot be. */
	private volatile @Nullable Runnable cancel;

	HubSession(Connection connection, HubService service, ConnectionContext context) {
		super(connection);
		this.core = service.core();
		this.tasks = new SerialExecutor(this::handOver, BATCH, context);
	}

	/**
	 * Connects have a separate executor: hub methods may occupy all of its threads, and
	 * new clients must not wait for them.
	 */
	private void handOver(Runnable task) {
		ServerExecutors executors = this.core.executors();
		(this.opened ? executors.hubs() : executors.connects()).execute(task);
	}

	/**
	 * The continuation of a suspended method: nothing else of this hub runs at the same
	 * time.
	 */
	@Override
	public void execute(Runnable task) {
		handOver(() -> this.connection.inContext(task));
	}

	@Override
	public CompletionStage<?> running(CompletionStage<?> result, Runnable stop) {
		this.cancel = stop;
		if (this.connection.hasEnded()) {
			stop.run();
		}
		return result.whenComplete((value, failure) -> this.cancel = null);
	}

	/** Creates the hub, and connects it. */
	void open() {
		submit(() -> {
			opening();
			this.opened = true;
			return DONE; // a stage: the next task is submitted again, now to the threads
							// for hub methods
		});
	}

	/**
	 * Runs a call of a non-blocking method on this thread, the event loop, if no other
	 * task runs or waits. Queues other calls.
	 */
	void call(Invocation invocation) {
		HubMethod method = invocation.method();
		if (method != null && method.nonBlocking() && this.connection.eventLoop() != null
				&& !TransportThread.isCurrent()) { // not within another hub's method
			CallBudget budget = this.core.eventLoops().callBudget();
			if (budget.isLeft()) {
				long nanos = budget.use(() -> accept(invocation, this::runOrSubmit));
				if (nanos >= LONG_NANOS) {
					this.connection.service().blocked(method, nanos);
				}
				return;
			}
		}
		submit(invocation);
	}

	private void runOrSubmit(SerialExecutor.Task task) {
		boolean already = TransportThread.enter();
		try {
			this.tasks.runOrSubmit(task);
		}
		finally {
			TransportThread.leave(already);
		}
	}

	/** Queues a task of the hub. */
	void submit(SerialExecutor.Task task) {
		accept(task, this.tasks::submit);
	}

	/** Passes a task to the executor. If it is rejected, the connection ends. */
	private void accept(SerialExecutor.Task task, Consumer<SerialExecutor.Task> executor) {
		try {
			executor.accept(task);
		}
		catch (RejectedExecutionException ex) { // usually the application is shutting
												// down
			String text = "the server accepts no more work";
			this.connection.end(new DisconnectReason(DisconnectReason.Type.SHUTDOWN, text, ex),
					Status.UNAVAILABLE.withDescription(text));
			tell();
		}
	}

	private void opening() {
		try {
			if (!this.connection.hasEnded()) {
				this.core.extensions().filters().connect(this.connection, this::connect);
			}
			if (this.created == null && !this.connection.hasEnded()) {
				String text = "a filter refused the client";
				this.connection.end(DisconnectReason.of(DisconnectReason.Type.FAULTED, text),
						Status.PERMISSION_DENIED.withDescription(text));
			}
		}
		catch (Throwable ex) { // a failure of user code ends only this connection
			CallStatus status = this.core.extensions().status(ex);
			if (status == null) {
				this.connection.service().failures().error("Connecting to hub " + this.connection.serviceName(), ex);
				status = new CallStatus(Status.Code.INTERNAL.value(),
						"Connecting to hub " + this.connection.serviceName() + " failed.");
			}
			this.connection.end(
					new DisconnectReason(DisconnectReason.Type.FAULTED,
							Objects.requireNonNullElse(status.detail(), "status " + status.code()), ex),
					status.toGrpc());
		}
	}

	@SuppressWarnings("unchecked") // its contract says that the receiver is its client
	private void connect() throws Exception {
		HubService service = this.connection.service();
		HubFactory.Created made = service.factory().create();
		if (this.connection.hasEnded()) {
			destroy(made);
			return;
		}
		HubLifecycle.bind((StreamingHubBase<Object>) made.hub(), this.connection,
				new ConnectionClients(this.connection, service));
		this.created = made;
		long arrival = service.users().arrive();
		HubLifecycle.connecting(made.hub());
		service.users().enter(this.connection, arrival);
		announce();
		if (this.core.admission().isShutDown()) {
			this.connection.shutDown();
		}
		if (!this.connection.hasEnded()) {
			this.connection.connected();
			HubLifecycle.connected(made.hub());
		}
	}

	/**
	 * The object whose methods are called; {@code null} before the hub has been created.
	 */
	@Nullable Object invoker() {
		HubFactory.Created known = this.created;
		return (known != null) ? known.invoker() : null;
	}

	/** Whether this thread runs the hub's code. */
	boolean isCurrent() {
		return this.tasks.isCurrent();
	}

	/** The connection has ended. */
	void ended(DisconnectReason reason) {
		announceEnd(reason);
		Runnable stop = this.cancel;
		if (stop != null) { // user code
			HandOver.of(this.core.executors().endings(), this.core.timer(), stop);
		}
		submit(() -> {
			tell();
			return null;
		});
		// Blocked hub methods, of this hub or of all that share its threads, delay the
		// notification by no more than the grace period.
		this.core.timer().schedule(new TimerEntry() {

			@Override
			protected long run(long now) {
				HandOver.of(HubSession.this.core.executors().endings(), HubSession.this.core.timer(),
						() -> HubSession.this.connection.inContext(HubSession.this::tell));
				return NEVER;
			}

		}, this.core.timer().now() + Termination.GRACE_NANOS);
	}

	/** Notifies the hub, if there is one, that its connection has ended; once. */
	private void tell() {
		DisconnectReason reason = this.connection.ended();
		HubFactory.Created ended = this.created;
		if (reason == null || ended != null && !TOLD.compareAndSet(this, 0, 1)) {
			return; // another thread notifies the hub
		}
		try {
			if (ended != null) {
				tell(ended, reason);
			}
		}
		finally {
			this.connection.service().users().leave(this.connection);
			CompletableFuture<?> awaited = DISCONNECTED.getAndSet(this, DONE);
			if (awaited != null) {
				awaited.complete(null);
			}
		}
	}

	private void tell(HubFactory.Created ended, DisconnectReason reason) {
		try {
			HubLifecycle.disconnected(ended.hub(), reason);
		}
		catch (Throwable ex) { // user code failed, but the connection has ended
								// nevertheless
			failed("onDisconnected", ended, ex);
		}
		destroy(ended);
	}

	private void destroy(HubFactory.Created hub) {
		try {
			this.connection.service().factory().destroy(hub);
		}
		catch (Throwable ex) { // user code failed
			failed("Destruction", hub, ex);
		}
	}

	private void failed(String what, HubFactory.Created hub, Throwable failure) {
		this.connection.service().failures().error(what + " of " + hub.hub().getClass().getName(), failure);
	}

	/** Completes when the hub has been notified of the end. */
	CompletableFuture<@Nullable Void> disconnected() {
		CompletableFuture<@Nullable Void> known = this.disconnected;
		while (known == null) {
			DISCONNECTED.compareAndSet(this, null, new CompletableFuture<>());
			known = this.disconnected;
		}
		return known;
	}

}
