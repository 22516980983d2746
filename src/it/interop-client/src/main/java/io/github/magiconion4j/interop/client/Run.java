package io.github.magiconion4j.interop.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.interop.hubs.IInteropHub;
import io.github.magiconion4j.interop.hubs.IInteropHubReceiver;
import io.grpc.Channel;
import io.grpc.ManagedChannel;

/**
 * The environment of one scenario: opens connections to the server, each with a receiver
 * of its own.
 */
final class Run implements AutoCloseable {

	private final Arguments arguments;

	private final List<ManagedChannel> channels = new ArrayList<>();

	Run(Arguments arguments) {
		this.arguments = arguments;
	}

	Connection<IInteropHub> connect() {
		return connect((options) -> options);
	}

	Connection<IInteropHub> connect(UnaryOperator<StreamingHubClientOptions> customizer) {
		return connect(IInteropHub.class, channel(), customizer);
	}

	<H extends StreamingHub<IInteropHubReceiver>> Connection<H> connect(Class<H> hubType, Channel channel,
			UnaryOperator<StreamingHubClientOptions> customizer) {
		InteropReceiver receiver = new InteropReceiver();
		return new Connection<>(StreamingHubClient.connect(channel, hubType, receiver,
				customizer.apply(StreamingHubClientOptions.createWithDefault())), receiver);
	}

	ManagedChannel channel() {
		ManagedChannel channel = this.arguments.channel().build();
		this.channels.add(channel);
		return channel;
	}

	/** The server's heartbeat interval, in milliseconds. */
	int serverInterval() {
		return this.arguments.number("server-interval-ms", 0);
	}

	/** The expected metadata; empty for none. */
	String expectedMetadata() {
		return this.arguments.text("expect-metadata");
	}

	@Override
	public void close() {
		this.channels.forEach(ManagedChannel::shutdownNow);
	}

	/**
	 * A connection.
	 *
	 * @param client the client
	 * @param receiver its receiver
	 */
	record Connection<H>(HubClient<H> client, InteropReceiver receiver) implements AutoCloseable {

		H hub() {
			return this.client.hub();
		}

		@Override
		public void close() {
			this.client.close();
		}

	}

}
