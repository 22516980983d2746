package io.github.magiconion4j.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.client.ClientRuntime;
import io.github.magiconion4j.client.HubClient;
import io.github.magiconion4j.client.StreamingHubClient;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.server.HubFactory;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.server.ServerExtensions;
import io.github.magiconion4j.server.ServerSettings;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A hub in this process and its clients, for tests of either: on the real runtime of both
 * and gRPC's in-process transport, but on the thread and the time of the test. What a
 * call does has happened when it returns, and what a heartbeat does when
 * {@link FakeTime#advance} returns. It needs {@code io.grpc:grpc-inprocess}.
 *
 * @param <R> the receiver interface
 * @param <H> the hub interface
 */
public final class InProcessHub<R, H extends StreamingHub<R>> implements AutoCloseable {

	private static final Executor HERE = Runnable::run;

	private final FakeTime time;

	private final Class<H> hubType;

	private final Server server;

	private final ManagedChannel channel;

	private InProcessHub(FakeTime time, Class<H> hubType, Server server, ManagedChannel channel) {
		this.time = time;
		this.hubType = hubType;
		this.server = server;
		this.channel = channel;
	}

	/** Serves a hub that sends no heartbeats. */
	public static <R, H extends StreamingHub<R>> InProcessHub<R, H> start(FakeTime time, Class<H> hubType,
			Callable<? extends StreamingHubBase<R>> factory) throws Exception {
		return start(time, hubType, factory, Heartbeats.NONE);
	}

	/** Serves a hub that sends heartbeats, the first one interval after a client came. */
	public static <R, H extends StreamingHub<R>> InProcessHub<R, H> start(FakeTime time, Class<H> hubType,
			Callable<? extends StreamingHubBase<R>> factory, HeartbeatSettings settings,
			@Nullable HeartbeatMetadataProvider metadata) throws Exception {
		BodyCodec<Object> codec = new MessagePackHubSerializer().value(Object.class, HubSerializer.Direction.WRITE);
		HeartbeatEngine engine = new HeartbeatEngine(time.timer(), time, HERE, HERE, () -> 0.5);
		return start(time, hubType, factory, engine.heartbeats(hubType.getSimpleName(), settings, metadata, (value) -> {
			MessageBuffer bytes = new MessageBuffer();
			codec.write(value, bytes);
			return bytes.toBytes();
		}, HeartbeatListener.NONE));
	}

	private static <R, H extends StreamingHub<R>> InProcessHub<R, H> start(FakeTime time, Class<H> hubType,
			Callable<? extends StreamingHubBase<R>> factory, Heartbeats heartbeats) throws Exception {
		StreamingHubServer hubs = new StreamingHubServer(new MessagePackHubSerializer(), time.timer(),
				new ServerExecutors(HERE, HERE, HERE, HERE, HERE), ServerSettings.DEFAULTS,
				() -> ServerExtensions.NONE);
		String name = InProcessServerBuilder.generateName();
		Server server = InProcessServerBuilder.forName(name)
			.directExecutor()
			.addService(hubs.service(HubContract.of(hubType), () -> HubFactory.Created.of(factory.call()), heartbeats,
					HubListener.NONE))
			.build()
			.start();
		return new InProcessHub<>(time, hubType, server,
				InProcessChannelBuilder.forName(name).directExecutor().build());
	}

	/** Connects with the default options, but for executor and runtime. */
	public HubClient<H> connect(R receiver) {
		return connect(receiver, (options) -> options);
	}

	/** Connects. */
	public HubClient<H> connect(R receiver, UnaryOperator<StreamingHubClientOptions> customizer) {
		return StreamingHubClient.connect(this.channel, this.hubType, receiver, customizer.apply(options()));
	}

	/** The options of a client that lives on the thread and the time of the test. */
	private StreamingHubClientOptions options() {
		return StreamingHubClientOptions.createWithDefault()
			.withExecutor(HERE)
			.withRuntime(new ClientRuntime(this.time.timer(), this.time, HERE, HERE, HERE));
	}

	/** What a client may connect to that is made in another way. */
	public ManagedChannel channel() {
		return this.channel;
	}

	/** Ends all at once. */
	@Override
	public void close() {
		this.channel.shutdownNow();
		this.server.shutdownNow();
	}

}
