package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HeartbeatFeature;
import io.github.magiconion4j.hub.HubLifecycle;
import io.github.magiconion4j.internal.spi.ConnectionHeartbeat;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MalformedMessageException;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call of {@code Connect}: a client and its hub.
 * <p>
 * What comes in is decoded on gRPC's thread. Acknowledgements, client heartbeats and
 * results of the client are dealt with there and wait for nothing; requests go to the
 * strand, behind the creation of the hub and {@code onConnected}, and run one at a time.
 * What goes out goes through {@link Outbound}. The end is decided once, by whoever is
 * first to set {@link #ended}; it does not wait for gRPC, which may be unable to say
 * goodbye to a peer that does not read.
 */
final class Connection extends ConnectionInfo {

	/**
	 * How long requests that are here may go on after the client said that no more come.
	 */
	private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final Logger logger = LoggerFactory.getLogger(Connection.class);

	private final Strand strand;

	private final ConnectionHeartbeat heartbeat;

	private final Outbound outbound;

	private final ReadPacer pacer;

	private final AtomicReference<@Nullable DisconnectReason> ended = new AtomicReference<>();

	private final HubInstance hub = new HubInstance();

	// Made when they are needed: most connections need few of them.

	private volatile @Nullable ClientResults results;

	private volatile @Nullable Set<Members> groups;

	private volatile boolean clientClosed;

	Connection(HubService service, ServerCall<byte[], byte[]> call, Metadata headers) {
		super(service, call, headers);
		StreamingHubServer server = service.server();
		this.strand = new Strand(server.executors().hubs(), 16, context()::attach);
		this.heartbeat = service.heartbeats().attach(this);
		this.outbound = new Outbound(call, this.heartbeat, server.executors().sending(), server::sendTurns,
				this::sendingFailed);
		this.pacer = new ReadPacer(this.outbound, server.timer(), server.settings());
	}

	// --- the beginning

	void start() {
		if (server().isShutDown()) {
			shutDown();
			return;
		}
		this.pacer.start();
		submit(this::open);
	}

	private @Nullable CompletionStage<?> open() {
		try {
			if (!hasEnded()) {
				filters().connect(this, this::connect);
			}
		}
		catch (Throwable ex) { // whatever user code throws ends this connection alone
			HubStatus status = server().status(ex);
			if (status == null) {
				logger.error("Connecting to hub {} failed", serviceName(), ex);
				status = new HubStatus(Status.Code.INTERNAL.value(), "Connecting to hub " + serviceName() + " failed.");
			}
			end(new DisconnectReason(DisconnectReason.Type.FAULTED, status.detail(), ex), status.toGrpc());
		}
		finally {
			DisconnectReason reason = ended();
			if (reason != null) {
				service().remove(this, reason); // the end may have come before it was
												// added
			}
			else if (this.hub.invoker() == null) {
				String text = "a filter refused the client";
				end(DisconnectReason.of(DisconnectReason.Type.FAULTED, text),
						Status.PERMISSION_DENIED.withDescription(text));
			}
		}
		return null;
	}

	private void connect() throws Exception {
		HubFactory.Created created = service().factory().create();
		if (hasEnded()) {
			HubInstance.destroy(created);
			return;
		}
		this.hub.set(created, this, new ConnectionClients(this, service()));
		service().add(this);
		if (server().isShutDown()) {
			shutDown();
			return;
		}
		HubLifecycle.connecting(created.hub());
		if (hasEnded()) {
			return;
		}
		this.outbound.open();
		this.heartbeat.start();
		HubLifecycle.connected(created.hub());
	}

	// --- what comes in: called by gRPC, one at a time

	@Override
	public void onMessage(byte[] bytes) {
		if (hasEnded()) {
			return;
		}
		this.pacer.received();
		this.heartbeat.messageReceived();
		try {
			receive(ClientMessage.decode(bytes));
		}
		catch (MalformedMessageException ex) {
			String text = String.valueOf(ex.getMessage());
			end(new DisconnectReason(DisconnectReason.Type.PROTOCOL_ERROR, text, ex),
					Status.INVALID_ARGUMENT.withDescription(text));
		}
	}

	private void receive(ClientMessage message) {
		if (message instanceof ClientMessage.HeartbeatAck ack) {
			this.heartbeat.acknowledged(ack.sequence());
		}
		else if (message instanceof ClientMessage.Request request) {
			request(Invocation.of(this, request));
		}
		else if (message instanceof ClientMessage.FireAndForget request) {
			request(Invocation.of(this, request));
		}
		else if (message instanceof ClientMessage.ClientHeartbeat beat) {
			send(new ServerMessage.ClientHeartbeatResponse(beat.sequence(), beat.clientSentAt()).encode());
		}
		else {
			ClientResults known = this.results;
			if (known != null) { // else none was asked for, and it is ignored
				known.received(message);
			}
		}
	}

	private void request(Invocation invocation) {
		if (this.pacer.requestBegins()) {
			String text = "too many requests are waiting for the hub";
			end(DisconnectReason.of(DisconnectReason.Type.PROTOCOL_ERROR, text),
					Status.RESOURCE_EXHAUSTED.withDescription(text));
			return;
		}
		submit(invocation);
	}

	void requestEnded() {
		this.pacer.requestEnds();
	}

	@Override
	public void onReady() {
		this.outbound.ready();
	}

	@Override
	public void onHalfClose() {
		this.clientClosed = true;
		if (hasEnded()) {
			return;
		}
		this.heartbeat.stop();
		submit(this::finishRequests);
		later(server().executors().sending(), () -> {
			end(clientReason(), Status.OK);
			// Or it is finishing already, towards a client that does not read.
			this.outbound.close(Status.OK);
		});
	}

	@Override
	public void onCancel() {
		end(clientReason(), null);
		this.outbound.abandon();
	}

	@Override
	public void onComplete() {
		// Unless it has ended here, somebody else closed the call: an interceptor, or
		// gRPC.
		end(DisconnectReason.of(DisconnectReason.Type.FAULTED, "the call was closed by others than the hub"), null);
		this.outbound.abandon();
	}

	// --- what goes out

	/** Queues a message; after the end it is dropped. */
	void send(byte[] message) {
		if (!hasEnded() && this.outbound.send(message) > server().settings().maxOutboundBytes()) {
			String text = "the client does not read what is sent to it";
			end(DisconnectReason.of(DisconnectReason.Type.SLOW_CONSUMER, text),
					Status.RESOURCE_EXHAUSTED.withDescription(text));
		}
	}

	/** Asks the client for a result. */
	CompletableFuture<@Nullable Object> ask(ReceiverMethod method, @Nullable Object @Nullable [] values,
			long timeoutNanos) {
		return results().ask(method, values, timeoutNanos);
	}

	@Override
	public void requestHeartbeat() {
		this.outbound.requestHeartbeat();
		try {
			server().heartbeatSender().submit(this.outbound);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The application is ending: no heartbeat is sent", ex);
		}
	}

	// --- groups

	/** Keeps in mind what to leave at the end. */
	void joined(Members group) {
		groups().add(group);
		if (hasEnded()) {
			group.remove(this);
		}
	}

	void left(Members group) {
		groups().remove(group);
	}

	// --- the end

	@Override
	public void disconnect(DisconnectReason reason, int statusCode, String description) {
		execute(server().executors().sending(), () -> end(reason, status(statusCode, description)));
	}

	/** Why it has ended; {@code null} if it has not. */
	@Nullable DisconnectReason ended() {
		return this.ended.get();
	}

	boolean hasEnded() {
		return ended() != null;
	}

	@Override
	public void close() {
		finish(DisconnectReason.of(DisconnectReason.Type.SERVER_CLOSED, "the hub closed the connection"), Status.OK);
	}

	@Override
	public void close(int statusCode, String detail) {
		finish(DisconnectReason.of(DisconnectReason.Type.SERVER_CLOSED, detail), status(statusCode, detail));
	}

	private static Status status(int code, String description) {
		Status status = Status.fromCodeValue(code);
		return status.isOk() ? status : status.withDescription(description);
	}

	void shutDown() {
		String text = "the server is shutting down";
		finish(DisconnectReason.of(DisconnectReason.Type.SHUTDOWN, text), Status.UNAVAILABLE.withDescription(text));
	}

	/** Complete when the hub knows of the end. */
	CompletableFuture<@Nullable Void> disconnected() {
		return this.hub.disconnected();
	}

	/** The requests of a client that sends no more are done. */
	private @Nullable CompletionStage<?> finishRequests() {
		if (endOnce(clientReason())) {
			this.outbound.finish(Status.OK);
			tellDisconnected();
		}
		return null;
	}

	/** Ends the connection when what is queued was sent, if it has not ended yet. */
	private void finish(DisconnectReason reason, Status status) {
		if (endOnce(reason)) {
			this.outbound.finish(status);
			later(server().executors().sending(), () -> this.outbound.close(status));
			tellDisconnectedSoon();
		}
	}

	/**
	 * Ends the connection, if it has not ended yet.
	 * @param status what the client is told; {@code null} if there is no client any more
	 */
	private void end(DisconnectReason reason, @Nullable Status status) {
		if (!endOnce(reason)) {
			return;
		}
		if (status != null) {
			this.outbound.close(status);
		}
		else {
			this.outbound.abandon();
		}
		tellDisconnectedSoon();
	}

	private void tellDisconnectedSoon() {
		submit(() -> {
			tellDisconnected();
			return null;
		});
		// Methods that block, of this hub or of all that share its threads, delay it no
		// longer.
		later(server().executors().endings(), () -> inContext(this::tellDisconnected));
	}

	private boolean endOnce(DisconnectReason reason) {
		if (!this.ended.compareAndSet(null, reason)) {
			return false;
		}
		stopClock();
		this.heartbeat.stop();
		Set<Members> joined = this.groups;
		if (joined != null) {
			joined.forEach((group) -> group.remove(this));
		}
		ClientResults awaited = this.results;
		if (awaited != null) {
			awaited.end(reason);
		}
		service().remove(this, reason);
		return true;
	}

	private void sendingFailed(Throwable failure) {
		logger.warn("Sending to a client of hub {} failed", serviceName(), failure);
		end(new DisconnectReason(DisconnectReason.Type.FAULTED, "sending to the client failed", failure), null);
	}

	private void tellDisconnected() {
		DisconnectReason reason = ended();
		if (reason != null) {
			this.hub.tellDisconnected(reason);
		}
	}

	private DisconnectReason clientReason() {
		return this.clientClosed
				? DisconnectReason.of(DisconnectReason.Type.CLIENT_CLOSED, "the client closed the connection")
				: DisconnectReason.of(DisconnectReason.Type.CLIENT_RESET,
						"the client, or the transport to it, is gone");
	}

	// --- threads

	/** Adds to what the hub does. */
	private void submit(Strand.Task task) {
		try {
			this.strand.submit(task);
		}
		catch (RejectedExecutionException ex) { // the application is ending
			String text = "the server is shutting down";
			endOnce(new DisconnectReason(DisconnectReason.Type.SHUTDOWN, text, ex));
			this.outbound.close(Status.UNAVAILABLE.withDescription(text));
			tellDisconnected();
		}
	}

	private void later(Executor executor, Runnable action) {
		HubTimer timer = server().timer();
		timer.schedule(new TimerEntry() {

			@Override
			protected long run(long now) {
				execute(executor, action);
				return NEVER;
			}

		}, timer.now() + DRAIN_NANOS);
	}

	private static void execute(Executor executor, Runnable action) {
		try {
			executor.execute(action);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The application is ending: {} is not run", action, ex);
		}
	}

	// --- parts

	HubMethods methods() {
		return service().methods();
	}

	HubFilters filters() {
		return server().filters();
	}

	/** What is called; {@code null} before there is a hub. */
	@Nullable Object hub() {
		return this.hub.invoker();
	}

	ReadPacer pacer() {
		return this.pacer;
	}

	Class<?> receiverType() {
		return service().receiverType();
	}

	private synchronized ClientResults results() {
		ClientResults known = this.results;
		if (known == null) {
			known = new ClientResults(this, server().timer(), server().executors().results());
			this.results = known;
		}
		return known;
	}

	private synchronized Set<Members> groups() {
		Set<Members> known = this.groups;
		if (known == null) {
			known = ConcurrentHashMap.newKeySet();
			this.groups = known;
		}
		return known;
	}

	// --- what others see

	@Override
	public HeartbeatFeature heartbeat() {
		return this.heartbeat.feature();
	}

	@Override
	public Duration idle() {
		return this.pacer.idle();
	}

	@Override
	public long notReadingSince(long time) {
		return this.pacer.notReadingSince(time);
	}

	@Override
	public boolean isCongested() {
		return this.outbound.isBlocked();
	}

}
