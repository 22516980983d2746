package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.calls.ReceiverQueue;
import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.threads.PatientExecutor;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.threads.TransportThread;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.grpc.CallOptions;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link StreamingHubClientOptions}, with their defaults. Not modified
 * after it has been passed to the options.
 */
final class ClientSettings implements Cloneable {

	/**
	 * Shared by all clients, because the serializer caches what it prepares for a hub
	 * interface.
	 */
	private static final HubSerializer MESSAGE_PACK = new MessagePackHubSerializer();

	/** The most calls that run in a row before other clients get their turn. */
	private static final int BATCH = 16;

	CallOptions callOptions = CallOptions.DEFAULT;

	Duration connectTimeout = Duration.ofSeconds(10);

	/** Zero for no timeout. */
	Duration callTimeout = Duration.ZERO;

	Duration closeTimeout = Duration.ofSeconds(5);

	/** Zero for no heartbeats. */
	Duration heartbeatInterval = Duration.ZERO;

	/** Zero for no timeout. */
	Duration heartbeatTimeout = Duration.ZERO;

	@Nullable Consumer<ClientHeartbeatEvent> heartbeatResponseReceived;

	@Nullable Consumer<ServerHeartbeatEvent> serverHeartbeatReceived;

	long maxQueuedBytes = 16 << 20;

	HubSerializer serializer = MESSAGE_PACK;

	/** Called once for each connection. */
	Supplier<List<HubClientListener>> listeners = List::of;

	/**
	 * Shared by the successive connections of a reconnecting client; {@code null} if each
	 * connection has its own.
	 */
	private @Nullable ReceiverQueue receiverQueue;

	private @Nullable SerialExecutor callbackQueue;

	private @Nullable ServerClock serverClock;

	private @Nullable Executor executor;

	private @Nullable ClientRuntime runtime;

	/** Protects {@link #executor}; created on first use, when the runtime is known. */
	private @Nullable PatientExecutor patient;

	/** Runs the receiver and callbacks. */
	Executor executor() {
		return (this.executor != null) ? patient(this.executor) : runtime().executor();
	}

	/** All connections share it, so that a failure is logged once. */
	private synchronized Executor patient(Executor given) {
		PatientExecutor known = this.patient;
		if (known == null) {
			known = new PatientExecutor(given, runtime().timer());
			this.patient = known;
		}
		return known;
	}

	/**
	 * Completes stages of the application. A receiver may be waiting for one, so the
	 * runtime uses other threads than those of receivers.
	 */
	Executor completing() {
		Executor given = (this.executor != null) ? executor() : runtime().completionExecutor();
		return (completion) -> {
			try {
				given.execute(completion);
			}
			catch (RejectedExecutionException ex) {
				// Better on this thread than never. If it sends, it must not wait.
				TransportThread.run(completion);
			}
		};
	}

	/**
	 * Settings for the successive connections of a reconnecting client, which share a
	 * receiver and callbacks.
	 * @throws IllegalArgumentException if the call options have a deadline
	 */
	ClientSettings forOneAfterTheOther() {
		if (this.callOptions.getDeadline() != null) {
			throw new IllegalArgumentException("The call options of a client that reconnects must not have a deadline: "
					+ "it is a point in time, after which every attempt would fail");
		}
		ClientSettings copy = copy();
		copy.receiverQueue = receiverQueue();
		copy.callbackQueue = callbackQueue();
		copy.serverClock = serverClock();
		return copy;
	}

	/** Runs the server's calls of the receiver, one at a time. */
	ReceiverQueue receiverQueue() {
		return (this.receiverQueue != null) ? this.receiverQueue
				: new ReceiverQueue(new SerialExecutor(executor(), BATCH), this.maxQueuedBytes);
	}

	/** Runs the heartbeat callbacks, one at a time. */
	SerialExecutor callbackQueue() {
		return (this.callbackQueue != null) ? this.callbackQueue : new SerialExecutor(executor(), BATCH);
	}

	ServerClock serverClock() {
		return (this.serverClock != null) ? this.serverClock
				: new ServerClock(runtime().timer(), runtime().wallClock());
	}

	void setExecutor(Executor executor) {
		this.executor = executor;
		this.patient = null;
	}

	/** The timer and executors of the clients. */
	ClientThreads threads() {
		return new ClientThreads(runtime().timer(), runtime()::execute, executor(), completing());
	}

	ClientRuntime runtime() {
		return (this.runtime != null) ? this.runtime : ClientRuntime.shared();
	}

	void setRuntime(ClientRuntime runtime) {
		this.runtime = runtime;
		this.patient = null;
	}

	ClientSettings copy() {
		try {
			return (ClientSettings) clone();
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
