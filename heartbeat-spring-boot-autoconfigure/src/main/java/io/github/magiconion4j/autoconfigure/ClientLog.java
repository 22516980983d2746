package io.github.magiconion4j.autoconfigure;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.magiconion4j.client.HubClientState;
import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that the clients of a name connect, cannot connect or give up, each at most once a
 * minute: they retry all the time, and there may be many of them. Thread-safe.
 */
final class ClientLog implements Consumer<HubClientState> {

	private static final Logger logger = LoggerFactory.getLogger(ClientLog.class);

	private final String name;

	private final OncePerMinute connects;

	private final OncePerMinute failures;

	private final OncePerMinute ends;

	/**
	 * Creates a log.
	 * @param name the name of the clients in properties
	 * @param clock a monotonic clock in nanoseconds
	 */
	ClientLog(String name, LongSupplier clock) {
		this.name = name;
		this.connects = new OncePerMinute(clock);
		this.failures = new OncePerMinute(clock);
		this.ends = new OncePerMinute(clock);
	}

	@Override
	public void accept(HubClientState state) {
		if (state.phase() == Phase.CONNECTED) {
			long count = this.connects.next();
			if (count > 0) {
				logger.info("The hub client \"{}\" is connected; {} connects since the last such line", this.name,
						count);
			}
		}
		else if (state.phase() == Phase.WAITING) {
			long count = this.failures.next();
			if (count > 0) {
				logger.warn("The hub client \"{}\" is not connected, and tries again: {}; "
						+ "{} failures since the last such line", this.name, describe(state.reason()), count);
			}
		}
	}

	/**
	 * A client has ended, so it will not connect again.
	 * @param reason why
	 */
	void ended(DisconnectReason reason) {
		long count = (reason.type() == DisconnectReason.Type.CLIENT_CLOSED) ? 0 : this.ends.next();
		if (count > 0) {
			logger.error("The hub client \"{}\" has given up, and will not connect again: {}; "
					+ "{} such clients since the last such line", this.name, describe(reason), count);
		}
	}

	private static String describe(@Nullable DisconnectReason reason) {
		return (reason != null) ? reason.type() + " (" + reason.detail() + ")" : "no reason";
	}

}
