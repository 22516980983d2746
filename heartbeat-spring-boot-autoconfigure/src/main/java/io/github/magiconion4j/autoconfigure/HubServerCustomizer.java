package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.ServerBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Configures the builder of a gRPC server for hubs, independent of the gRPC stack.
 */
final class HubServerCustomizer {

	private static final Logger logger = LoggerFactory.getLogger(HubServerCustomizer.class);

	private final StreamingHubServer server;

	private final boolean permitsPings;

	private final boolean pings;

	private final @Nullable DataSize maxHeaderSize;

	HubServerCustomizer(StreamingHubServer server, Environment environment) {
		this.server = server;
		this.permitsPings = !TransportProperties.configurePermittedPings(environment);
		this.pings = !TransportProperties.configureServerPings(environment);
		this.maxHeaderSize = TransportProperties.maxHeaderSize(environment);
	}

	void customize(ServerBuilder<?> builder) {
		String transport = builder.getClass().getName();
		if (transport.startsWith("io.grpc.netty.shaded.")) {
			this.server.configure(builder, ShadedNetty::currentEventLoop);
			ShadedNetty.disableLeakDetection();
		}
		else if (transport.startsWith("io.grpc.netty.") && PlainNetty.isKnown()) {
			this.server.configure(builder, PlainNetty::currentEventLoop);
		}
		else {
			this.server.configure(builder);
		}
		if (this.maxHeaderSize != null) { // configured in the stack: keep it
			builder.maxInboundMetadataSize(Math.toIntExact(this.maxHeaderSize.toBytes()));
		}
		if (this.permitsPings) {
			permitPings(builder);
		}
		if (this.pings) {
			ping(builder);
		}
	}

	/**
	 * Enables keep-alive pings. They detect a transport whose peer has silently
	 * disappeared, so that its buffers are freed. By default, gRPC pings only every two
	 * hours, and the kernel retransmits for 15 minutes.
	 */
	private static void ping(ServerBuilder<?> builder) {
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
	 */
	private static void permitPings(ServerBuilder<?> builder) {
		try {
			builder.permitKeepAliveTime(0, TimeUnit.SECONDS).permitKeepAliveWithoutCalls(true);
		}
		catch (UnsupportedOperationException ex) { // the transport does not support pings
			logger.debug("{} does not support keep-alive settings", builder, ex);
		}
	}

}
