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
 * What any gRPC server is told of hubs.
 */
final class HubServerCustomizer {

	private static final Logger logger = LoggerFactory.getLogger(HubServerCustomizer.class);

	private final StreamingHubServer server;

	private final boolean permitsPings;

	private final boolean pings;

	private final @Nullable DataSize maxHeaderSize;

	HubServerCustomizer(StreamingHubServer server, Environment environment) {
		this.server = server;
		this.permitsPings = !TransportProperties.sayWhichPingsArePermitted(environment);
		this.pings = !TransportProperties.sayHowTheServerPings(environment);
		this.maxHeaderSize = TransportProperties.maxHeaderSize(environment);
	}

	void customize(ServerBuilder<?> builder) {
		if (builder.getClass().getName().startsWith("io.grpc.netty.shaded.")) {
			this.server.configure(builder, ShadedNetty::currentEventLoop);
			ShadedNetty.disableLeakDetection();
		}
		else {
			this.server.configure(builder);
		}
		if (this.maxHeaderSize != null) { // which the stack has set before
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
	 * A transport whose peer is gone without a word is found by pings, and its buffers
	 * are freed; by itself gRPC pings every two hours, and the kernel resends for a
	 * quarter of an hour.
	 */
	private static void ping(ServerBuilder<?> builder) {
		try {
			builder.keepAliveTime(1, TimeUnit.MINUTES).keepAliveTimeout(20, TimeUnit.SECONDS);
		}
		catch (UnsupportedOperationException ex) { // of a transport without pings
			logger.debug("{} has no keep-alive", builder, ex);
		}
	}

	/**
	 * gRPC for Java ends connections that ping more often than every five minutes
	 * ({@code too_many_pings}); Kestrel, which .NET clients know, never does. They may
	 * ping every second, but no interval can be asked of them: what the network delays
	 * arrives together, and the third ping that is too early would be the last.
	 */
	private static void permitPings(ServerBuilder<?> builder) {
		try {
			builder.permitKeepAliveTime(0, TimeUnit.SECONDS).permitKeepAliveWithoutCalls(true);
		}
		catch (UnsupportedOperationException ex) { // of a transport without pings
			logger.debug("{} has no keep-alive", builder, ex);
		}
	}

}
