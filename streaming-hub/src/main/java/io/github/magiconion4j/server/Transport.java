package io.github.magiconion4j.server;

import java.util.concurrent.atomic.AtomicInteger;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection, or what is like it, of a client. Thread-safe.
 *
 * @param begun when it began, by the system's monotonic clock in nanoseconds
 * @param connections how many connections to hubs it carries
 */
record Transport(long begun, AtomicInteger connections) {

	private static final Attributes.Key<Transport> KEY = Attributes.Key.create("io.github.magiconion4j.transport");

	/** That of a call; {@code null} if the server has no {@link #filter()}. */
	static @Nullable Transport of(Attributes call) {
		return call.get(KEY);
	}

	/** Notes each transport that begins. */
	static ServerTransportFilter filter() {
		return new ServerTransportFilter() {

			@Override
			public Attributes transportReady(Attributes attributes) {
				return attributes.toBuilder().set(KEY, new Transport(System.nanoTime(), new AtomicInteger())).build();
			}

		};
	}

}
