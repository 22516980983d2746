package io.github.magiconion4j.internal.reconnect;

import java.util.concurrent.TimeUnit;

import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;

/**
 * Gives a channel that failed to connect the chance to try again. Such a channel fails
 * calls without trying until its own delay is over, which may be two minutes. So it is
 * told to try now, and given a second for it before it is used.
 */
final class ChannelRecovery {

	static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final int CHECKS = 20;

	private final Channel channel;

	private int left;

	ChannelRecovery(Channel channel) {
		this.channel = channel;
	}

	/** An attempt to connect begins. */
	void begin() {
		this.left = CHECKS;
		if (isFailing()) {
			((ManagedChannel) this.channel).resetConnectBackoff();
		}
	}

	/** Whether to look again after {@link #CHECK_NANOS}, and not to use it yet. */
	boolean mayRecover() {
		return this.left-- > 0 && isFailing();
	}

	private boolean isFailing() {
		return this.channel instanceof ManagedChannel managed
				&& managed.getState(false) == ConnectivityState.TRANSIENT_FAILURE;
	}

}
