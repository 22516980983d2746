package io.github.magiconion4j.internal.transport;

import java.util.concurrent.TimeUnit;

import io.grpc.ServerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pings of HTTP/2 on the transports of a server.
 */
public final class KeepAlive {

	private static final Logger logger = LoggerFactory.getLogger(KeepAlive.class);

	private KeepAlive() {
	}

	/**
	 * Enables pings of the server. They detect a transport whose peer has silently
	 * disappeared, so that its buffers are freed. By default, gRPC pings only every two
	 * hours, and the kernel retransmits for 15 minutes.
	 * @param builder the builder of the server
	 */
	public static void ping(ServerBuilder<?> builder) {
		try {
			builder.keepAliveTime(1, TimeUnit.MINUTES).keepAliveTimeout(20, TimeUnit.SECONDS);
		}
		catch (UnsupportedOperationException ex) { // the transport does not support pings
			logger.debug("{} does not support keep-alive settings", builder, ex);
		}
	}

	/**
	 * Permits frequent client pings. By default, gRPC for Java closes connections that
	 * ping more often than every five minutes ({@code too_many_pings}); Kestrel, the
	 * server that .NET clients are used to, never does. Even a short minimum interval
	 * would not work: pings that the network delays arrive together, and gRPC closes the
	 * connection at the third early ping.
	 * @param builder the builder of the server
	 */
	public static void permitPings(ServerBuilder<?> builder) {
		try {
			builder.permitKeepAliveTime(0, TimeUnit.SECONDS).permitKeepAliveWithoutCalls(true);
		}
		catch (UnsupportedOperationException ex) { // the transport does not support pings
			logger.debug("{} does not support keep-alive settings", builder, ex);
		}
	}

}
