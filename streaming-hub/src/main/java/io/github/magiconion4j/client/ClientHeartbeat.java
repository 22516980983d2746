package io.github.magiconion4j.client;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.liveness.LivenessMonitor;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.Slice;
import org.jspecify.annotations.Nullable;

/**
 * The client's own heartbeats of one connection: a {@link LivenessMonitor} with
 * round-trip times. Any message is a sign of life: a server that has a backlog of
 * requests or of messages answers late, but is not dead.
 */
final class ClientHeartbeat extends LivenessMonitor {

	private static final Slice NIL = Slice.of((byte) 0xc0);

	/** A round-trip time counts as recent for this many intervals. */
	private static final int RECENT = 3;

	private static final int NONE = -1;

	private final ClientConnection connection;

	private final HubTimer timer;

	private final long interval;

	/** Zero for no timeout. */
	private final long timeout;

	private volatile long startedAt;

	// Used only by the thread that reads:

	private long lastRoundTrip = NONE;

	private long measuredAt;

	private ClientHeartbeat(ClientConnection connection, ClientSettings settings) {
		this.connection = connection;
		this.timer = settings.runtime().timer();
		this.interval = settings.heartbeatInterval.toNanos();
		this.timeout = settings.heartbeatTimeout.toNanos();
		this.timer.noticePauses(this.timeout);
	}

	/** The heartbeat of a connection; {@code null} if it has none. */
	static @Nullable ClientHeartbeat of(ClientConnection connection, ClientSettings settings) {
		return settings.heartbeatInterval.isZero() ? null : new ClientHeartbeat(connection, settings);
	}

	@Override
	protected HubTimer timer() {
		return this.timer;
	}

	@Override
	protected long intervalNanos() {
		return this.interval;
	}

	@Override
	protected long timeoutNanos() {
		return this.timeout;
	}

	@Override
	protected long begins(boolean again) {
		this.startedAt = this.timer.now();
		return this.startedAt + this.interval;
	}

	@Override
	protected void requestHeartbeat() {
		this.connection.requestHeartbeat();
	}

	@Override
	protected boolean isPeerBehind() {
		return this.connection.isBlocked();
	}

	@Override
	protected long notReadingSince(long time) {
		return 0; // a client never pauses reading
	}

	@Override
	protected void skipped() {
	}

	@Override
	protected void pauses() {
	}

	@Override
	protected void ends() {
	}

	@Override
	protected void foundDead(String text) {
		this.connection.timedOut(text);
	}

	/**
	 * The requested heartbeat is handed to the transport now. Called by one thread at a
	 * time.
	 * @return the message; {@code null} if heartbeats have ended
	 */
	byte @Nullable [] next() {
		if (!isRunning()) {
			return null;
		}
		short sequence = (short) heartbeats().count();
		long sentAt = TimeUnit.NANOSECONDS.toMillis(this.timer.now() - this.startedAt);
		leaves();
		return new ClientMessage.ClientHeartbeat(sequence, sentAt, NIL).encode();
	}

	/** A message of any kind was read. */
	void messageReceived() {
		heard();
	}

	/**
	 * The answer to a heartbeat was read.
	 * @return its round-trip time in nanoseconds; negative if it is unknown
	 */
	long answered(short sequence, long now) {
		long roundTrip = acknowledge(sequence);
		if (roundTrip >= 0) {
			this.lastRoundTrip = roundTrip;
			this.measuredAt = now;
		}
		return roundTrip;
	}

	/** The last round-trip time if it is recent; otherwise negative. */
	long recentRoundTrip(long now) {
		return (now - this.measuredAt <= RECENT * this.interval) ? this.lastRoundTrip : NONE;
	}

}
