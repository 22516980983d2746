package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.ServerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What any gRPC server is told of hubs.
 */
final class HubServerCustomizer {

	private static final Logger logger = LoggerFactory.getLogger(HubServerCustomizer.class);

	private final StreamingHubServer server;

	private final boolean permitsPings;

	/**
	 * Makes a customizer.
	 * @param pingProperties with which an application says itself which keep-alive pings
	 * it permits
	 */
	HubServerCustomizer(StreamingHubServer server, Environment environment, String... pingProperties) {
		this.server = server;
		Binder binder = Binder.get(environment);
		boolean said = false;
		for (String property : pingProperties) {
			said |= binder.bind(property, Bindable.of(String.class)).isBound();
		}
		this.permitsPings = !said;
	}

	void customize(ServerBuilder<?> builder) {
		builder.callExecutor(this.server.callExecutor());
		if (this.permitsPings) {
			permitPings(builder);
		}
		if (builder.getClass().getName().startsWith("io.grpc.netty.shaded.")) {
			ShadedNetty.disableLeakDetection();
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
