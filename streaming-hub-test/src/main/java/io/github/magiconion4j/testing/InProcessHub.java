package io.github.magiconion4j.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.server.HubFactory;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.HubOptions;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.server.ServerExtensions;
import io.github.magiconion4j.server.ServerSettings;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.ManagedChannel;
import org.jspecify.annotations.Nullable;

import static io.github.magiconion4j.testing.InProcessHubs.HERE;

/**
 * A hub in this process and its clients, for tests of either. It uses the real runtimes
 * and gRPC's in-process transport, but the test's thread and simulated time: when a call
 * returns, its effects have happened, and those of a heartbeat when
 * {@link FakeTime#advance} returns.
 *
 * @param <R> the receiver interface
 * @param <H> the hub interface
 */
public final class InProcessHub<R, H extends StreamingHub<R>> implements AutoCloseable {

	private final Class<H> hubType;

	private final InProcessHubs hubs;

	private InProcessHub(Class<H> hubType, InProcessHubs hubs) {
		this.hubType = hubType;
		this.hubs = hubs;
	}

	/**
	 * Serves a hub without heartbeats.
	 * @param time the simulated time
	 * @param hubType the hub interface
	 * @param factory creates a hub for each connection
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the hub; close it after the test
	 */
	public static <R, H extends StreamingHub<R>> InProcessHub<R, H> start(FakeTime time, Class<H> hubType,
			Callable<? extends StreamingHubBase<R>> factory) {
		return start(time, hubType, factory, Heartbeats.NONE);
	}

	/**
	 * Serves a hub with heartbeats; the first one is sent one interval after a client has
	 * connected.
	 * @param time the simulated time
	 * @param hubType the hub interface
	 * @param factory creates a hub for each connection
	 * @param settings interval, timeout and so on
	 * @param metadata provides the metadata; {@code null} for none
	 * @param <R> the receiver interface
	 * @param <H> the hub interface
	 * @return the hub, to be closed
	 */
	public static <R, H extends StreamingHub<R>> InProcessHub<R, H> start(FakeTime time, Class<H> hubType,
			Callable<? extends StreamingHubBase<R>> factory, HeartbeatSettings settings,
			@Nullable HeartbeatMetadataProvider metadata) {
		BodyCodec<Object> codec = new MessagePackHubSerializer().value(Object.class, HubSerializer.Direction.WRITE);
		HeartbeatEngine engine = new HeartbeatEngine(time.timer(), time, HERE, HERE, HeartbeatEngine.AS_CSHARP);
		return start(time, hubType, factory, engine.heartbeats(hubType.getSimpleName(), settings, metadata, (value) -> {
			MessageBuffer bytes = new MessageBuffer();
			codec.write(value, bytes);
			return bytes.toBytes();
		}, HeartbeatListener.NONE));
	}

	private static <R, H extends StreamingHub<R>> InProcessHub<R, H> start(FakeTime time, Class<H> hubType,
			Callable<? extends StreamingHubBase<R>> factory, Heartbeats heartbeats) {
		StreamingHubServer server = new StreamingHubServer(new MessagePackHubSerializer(), time.timer(),
				new ServerExecutors(HERE, HERE, HERE, HERE, HERE), ServerSettings.DEFAULTS, () -> ServerExtensions.NONE,
				GroupSettings.DEFAULTS);
		return new InProcessHub<>(hubType,
				InProcessHubs.start(time,
						List.of(server.service(HubContract.of(hubType), () -> HubFactory.Created.of(factory.call()),
								heartbeats, HubListener.NONE, HubOptions.DEFAULTS)),
						StreamingHubClientOptions.createWithDefault()));
	}

	/**
	 * Connects a client with the default options, except for executor and runtime.
	 * @param receiver receives the calls of the hub
	 * @return the client, connected
	 */
	public HubClient<H> connect(R receiver) {
		return this.hubs.connect(this.hubType, receiver);
	}

	/**
	 * Connects a client with other options.
	 * @param receiver receives the calls of the hub
	 * @param customizer changes the options
	 * @return the client, connected
	 */
	public HubClient<H> connect(R receiver, UnaryOperator<StreamingHubClientOptions> customizer) {
		return this.hubs.connect(this.hubType, receiver, customizer);
	}

	/**
	 * The channel to the hub, for clients that you create yourself.
	 * @return the channel
	 */
	public ManagedChannel channel() {
		return this.hubs.channel();
	}

	/**
	 * Simulates a silent network failure, see {@link InProcessHubs#cutConnections()}.
	 */
	public void cutConnections() {
		this.hubs.cutConnections();
	}

	/** Closes all clients and the server at once. */
	@Override
	public void close() {
		this.hubs.close();
	}

}
