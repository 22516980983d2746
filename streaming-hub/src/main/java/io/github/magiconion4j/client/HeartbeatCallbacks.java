package io.github.magiconion4j.client;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.github.magiconion4j.internal.calls.ReceiverThread;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.serialization.HubSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the application's heartbeat callbacks on its executor.
 */
final class HeartbeatCallbacks {

	private static final Logger logger = LoggerFactory.getLogger(HeartbeatCallbacks.class);

	/**
	 * At most this many calls are queued behind one that blocks; further ones are
	 * dropped.
	 */
	private static final int MAX_WAITING = 100;

	private final SerialExecutor executor;

	private final UserCode userCode;

	private final HubSerializer serializer;

	private final @Nullable Consumer<ServerHeartbeatEvent> ofServer;

	private final @Nullable Consumer<ClientHeartbeatEvent> ofClient;

	HeartbeatCallbacks(ClientSettings settings) {
		this.executor = settings.callbackQueue();
		this.userCode = settings.runtime().userCode();
		this.serializer = settings.serializer;
		this.ofServer = settings.serverHeartbeatReceived;
		this.ofClient = settings.heartbeatResponseReceived;
	}

	/** A heartbeat of the server has arrived. */
	void received(ServerMessage.ServerHeartbeat heartbeat) {
		Consumer<ServerHeartbeatEvent> callback = this.ofServer;
		if (callback != null) {
			call(callback, () -> callback
				.accept(new ServerHeartbeatEvent(heartbeat.serverSentAt(), heartbeat.metadata(), this.serializer)));
		}
	}

	/** The server has answered a heartbeat of the client. */
	void answered(long roundTripNanos) {
		Consumer<ClientHeartbeatEvent> callback = this.ofClient;
		if (callback != null) {
			call(callback, () -> callback.accept(new ClientHeartbeatEvent(Duration.ofNanos(roundTripNanos))));
		}
	}

	private void call(Object callback, Runnable call) {
		if (this.executor.unfinished() > MAX_WAITING) {
			logger.debug("A heartbeat callback was skipped: too many calls are waiting");
			return;
		}
		try {
			this.executor.submit(() -> {
				ReceiverThread.run(() -> this.userCode.run(callback, call));
				return null;
			});
		}
		catch (RejectedExecutionException ex) {
			logger.debug("A heartbeat callback was skipped: the executor rejected it", ex);
		}
	}

}
