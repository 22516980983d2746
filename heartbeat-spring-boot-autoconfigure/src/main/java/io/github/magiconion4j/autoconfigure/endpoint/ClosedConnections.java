package io.github.magiconion4j.autoconfigure.endpoint;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.magiconion4j.autoconfigure.HubInstrumentation;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.server.HubListener;
import org.jspecify.annotations.Nullable;

/**
 * The most recently closed connections, a bounded number. Thread-safe and non-blocking.
 */
final class ClosedConnections implements HubInstrumentation {

	static final int LIMIT = 1000;

	private final InstantSource clock;

	private final AtomicReferenceArray<@Nullable WatchedConnection> ring = new AtomicReferenceArray<>(LIMIT);

	private final AtomicLong count = new AtomicLong();

	ClosedConnections(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public HubListener connections(String serviceName) {
		return new HubListener() {

			@Override
			public void disconnected(ServerConnection connection, DisconnectReason reason) {
				add(WatchedConnection.closed(connection, new ConnectionDescriptor.End(
						ClosedConnections.this.clock.instant().toString(), reason.type().name(), reason.detail())));
			}

		};
	}

	private void add(WatchedConnection connection) {
		this.ring.set((int) (this.count.getAndIncrement() % LIMIT), connection);
	}

	/** The most recently closed connections, newest first. */
	Stream<WatchedConnection> latest() {
		long end = this.count.get();
		return IntStream.range(0, (int) Math.min(end, LIMIT))
			.mapToObj((back) -> this.ring.get((int) ((end - 1 - back) % LIMIT)))
			.filter(Objects::nonNull);
	}

}
