package io.github.magiconion4j.internal.reconnect;

import java.util.concurrent.TimeUnit;

import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;

/**
 * Makes a channel that failed to connect try again. Such a channel fails calls at once
 * until its own backoff is over, which can take two minutes. So its backoff is reset, and
 * it gets one second to connect before it is used.
 */
final class ChannelRecovery {

	static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final int CHECKS = 20;

	private final Channel channel;

	private int left;

	ChannelRecovery(Channel channel) {
		this.channel = channel;
	}

	/** An attempt to connect starts. */
	void begin() {
		this.left = CHECKS;
		if (isFailing()) {
			((ManagedChannel) this.channel).resetConnectBackoff();
		}
	}

	/** Whether to check again after {@link #CHECK_NANOS} before the channel is used. */
	boolean mayRecover() {
		return this.left-- > 0 && isFailing();
	}

	/**
	 * Whether the application has shut the channel down, so that no attempt can succeed.
	 */
	boolean isShutDown() {
		return this.channel instanceof ManagedChannel managed && managed.isShutdown();
	}

	private boolean isFailing() {
		return this.channel instanceof ManagedChannel managed
				&& managed.getState(false) == ConnectivityState.TRANSIENT_FAILURE;
	}

}
