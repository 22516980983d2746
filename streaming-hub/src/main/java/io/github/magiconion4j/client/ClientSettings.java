package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.magiconion4j.internal.threads.ClientThreads;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.grpc.CallOptions;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link StreamingHubClientOptions}, and what they are where nobody says
 * it. Not changed any more once options have them.
 */
final class ClientSettings implements Cloneable {

	/** One for all clients: what it prepares for a hub interface is prepared once. */
	private static final HubSerializer MESSAGE_PACK = new MessagePackHubSerializer();

	/** So many calls of a receiver are begun before other clients have their turn. */
	private static final int RECEIVER_BATCH = 16;

	CallOptions callOptions = CallOptions.DEFAULT;

	Duration connectTimeout = Duration.ofSeconds(10);

	/** Zero: never. */
	Duration callTimeout = Duration.ZERO;

	Duration closeTimeout = Duration.ofSeconds(5);

	/** Zero: none. */
	Duration heartbeatInterval = Duration.ZERO;

	/** Zero: never. */
	Duration heartbeatTimeout = Duration.ZERO;

	@Nullable Consumer<ClientHeartbeatEvent> heartbeatResponseReceived;

	@Nullable Consumer<ServerHeartbeatEvent> serverHeartbeatReceived;

	long maxQueuedBytes = 16 << 20;

	HubSerializer serializer = MESSAGE_PACK;

	/** Asked for each connection. */
	Supplier<List<HubClientListener>> listeners = List::of;

	/** What one connection after the other uses; {@code null} if each has its own. */
	private @Nullable SerialExecutor receiverQueue;

	private @Nullable ServerClock serverClock;

	private @Nullable Executor executor;

	private @Nullable ClientRuntime runtime;

	/** Runs the receiver and callbacks. */
	Executor executor() {
		return (this.executor != null) ? this.executor : runtime().executor();
	}

	/** Runs what completes stages of users, for which a receiver may wait. */
	void complete(Runnable completion) {
		Executor completing = (this.executor != null) ? this.executor : runtime().completionExecutor();
		try {
			completing.execute(completion);
		}
		catch (RejectedExecutionException ex) {
			completion.run(); // better here than never
		}
	}

	/** Settings of connections that come one after the other, with one receiver. */
	ClientSettings forOneAfterTheOther() {
		ClientSettings copy = copy();
		copy.receiverQueue = receiverQueue();
		copy.serverClock = serverClock();
		return copy;
	}

	/** Runs what the server calls on the receiver, one call at a time. */
	SerialExecutor receiverQueue() {
		return (this.receiverQueue != null) ? this.receiverQueue : new SerialExecutor(executor(), RECEIVER_BATCH);
	}

	ServerClock serverClock() {
		return (this.serverClock != null) ? this.serverClock
				: new ServerClock(runtime().timer(), runtime().wallClock());
	}

	void setExecutor(Executor executor) {
		this.executor = executor;
	}

	/** What its clients run on. */
	ClientThreads threads() {
		return new ClientThreads(runtime().timer(), runtime()::execute, executor(), this::complete);
	}

	ClientRuntime runtime() {
		return (this.runtime != null) ? this.runtime : ClientRuntime.shared();
	}

	void setRuntime(ClientRuntime runtime) {
		this.runtime = runtime;
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
