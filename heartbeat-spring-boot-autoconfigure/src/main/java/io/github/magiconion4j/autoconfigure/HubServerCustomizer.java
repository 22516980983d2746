package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.internal.transport.KeepAlive;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.ServerBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Configures the builder of a gRPC server for hubs, independent of the gRPC stack.
 */
final class HubServerCustomizer {

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
			this.server.configureStreams(builder, ShadedNetty::currentEventLoop);
			ShadedNetty.disableLeakDetection();
		}
		else if (transport.startsWith("io.grpc.netty.") && PlainNetty.isKnown()) {
			this.server.configureStreams(builder, PlainNetty::currentEventLoop);
		}
		else {
			this.server.configureStreams(builder, () -> null);
		}
		if (this.maxHeaderSize != null) { // configured in the stack: keep it
			builder.maxInboundMetadataSize(Math.toIntExact(this.maxHeaderSize.toBytes()));
		}
		if (this.permitsPings) {
			KeepAlive.permitPings(builder);
		}
		if (this.pings) {
			KeepAlive.ping(builder);
		}
	}

}
