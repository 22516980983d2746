package io.github.magiconion4j.server;

import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.internal.outbound.ServerOutbound;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the heartbeats of a connection, batched with those of other connections that are
 * due at the same time.
 *
 * @param executor writes heartbeats on the event loop
 * @param outbound the outbound queue of the connection
 */
record HeartbeatSender(SerialExecutor executor, ServerOutbound outbound) {

	private static final Logger logger = LoggerFactory.getLogger(Connection.class);

	/** Requests a heartbeat, which is sent as soon as flow control allows. */
	void request() {
		this.outbound.requestHeartbeat();
		try {
			this.executor.submit(this.outbound);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The heartbeat is delayed until the next one: the executor rejected it", ex);
		}
	}

}
