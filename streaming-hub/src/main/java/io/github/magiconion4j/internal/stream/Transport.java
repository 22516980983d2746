package io.github.magiconion4j.internal.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import org.jspecify.annotations.Nullable;

/**
 * A client's transport, usually a TCP connection. Thread-safe.
 *
 * @param begun when it started, by {@link System#nanoTime()}
 * @param connections the number of hub connections on it
 */
public record Transport(long begun, AtomicInteger connections) {

	private static final Attributes.Key<Transport> KEY = Attributes.Key.create("io.github.magiconion4j.transport");

	/**
	 * The transport of a call; {@code null} if the gRPC server has no {@link #filter}, or
	 * nobody wanted to know when the transport started.
	 */
	static @Nullable Transport of(Attributes call) {
		return call.get(KEY);
	}

	/**
	 * Creates a filter that attaches this record to new transports.
	 * @param wanted whether anybody needs it: attaching copies all attributes of the
	 * transport, which then take memory twice
	 * @return the filter
	 */
	public static ServerTransportFilter filter(BooleanSupplier wanted) {
		return new ServerTransportFilter() {

			@Override
			public Attributes transportReady(Attributes attributes) {
				return wanted.getAsBoolean()
						? attributes.toBuilder().set(KEY, new Transport(System.nanoTime(), new AtomicInteger())).build()
						: attributes;
			}

		};
	}

}
