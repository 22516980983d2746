package io.github.magiconion4j.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.hub.GroupState;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.util.internal.ThreadExecutorMap;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * A gRPC server in this process that serves {@link TestHub}s.
 */
final class TestServer implements AutoCloseable {

	static final String SERVICE = "ITestHub";

	/** The window of a client that does not read, on a real HTTP/2 connection. */
	private static final int WINDOW = 64 * 1024;

	private final HubTimer timer = new HubTimer(System::nanoTime).start();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final ExecutorService hubExecutor;

	private final BlockingQueue<TestHub> hubs = new LinkedBlockingQueue<>();

	private final StreamingHubServer server;

	private final HubService service;

	private final Server grpc;

	private final ManagedChannel channel;

	TestServer() throws Exception {
		this(new TestServerOptions());
	}

	TestServer(Consumer<TestHub> customizer) throws Exception {
		this(new TestServerOptions().hubs(customizer));
	}

	TestServer(Consumer<TestHub> customizer, @Nullable HeartbeatSettings heartbeat) throws Exception {
		this(new TestServerOptions().hubs(customizer).heartbeat(heartbeat));
	}

	TestServer(ServerInterceptor interceptor) throws Exception {
		this(new TestServerOptions().interceptor(interceptor));
	}

	TestServer(Consumer<TestHub> customizer, @Nullable HeartbeatSettings heartbeat, ServerSettings settings,
			ExecutorService hubExecutor) throws Exception {
		this(new TestServerOptions().hubs(customizer).heartbeat(heartbeat).settings(settings).hubExecutor(hubExecutor));
	}

	TestServer(TestServerOptions options) throws Exception {
		this.hubExecutor = options.hubExecutor;
		ServerExtensions extensions = new ServerExtensions(options.filters, options.propagators, options.translators);
		this.server = new StreamingHubServer(
				new MessagePackHubSerializer(), this.timer, new ServerExecutors(this.executor, this.hubExecutor,
						this.executor, this.executor, options.sending.apply(this.executor)),
				options.settings, () -> extensions, options.groups);
		this.service = (HubService) this.server.service(HubContract.of(TestHub.class), factory(options.customizer),
				(options.heartbeat != null) ? heartbeats(options.heartbeat) : Heartbeats.NONE, options.listener,
				HubOptions.DEFAULTS.withSameUser(options.sameUser));
		String name = InProcessServerBuilder.generateName();
		ServerBuilder<?> builder = options.netty
				? NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
				: InProcessServerBuilder.forName(name);
		builder.addService(this.service);
		options.transport.accept(builder);
		this.server.configure(builder, ThreadExecutorMap::currentExecutor);
		options.interceptors.forEach(builder::intercept);
		this.grpc = builder.build().start();
		this.channel = options.netty ? NettyChannelBuilder.forAddress("127.0.0.1", this.grpc.getPort())
			.usePlaintext()
			.flowControlWindow(WINDOW)
			.build() : InProcessChannelBuilder.forName(name).build();
	}

	private Heartbeats heartbeats(HeartbeatSettings settings) {
		return new HeartbeatEngine(this.timer, this.executor, this.executor).heartbeats(SERVICE, settings, null,
				(value) -> new byte[] { (byte) 0xc0 }, HeartbeatListener.NONE);
	}

	GroupProvider applicationGroups() {
		return this.server.groups();
	}

	/** The port of a real HTTP/2 server. */
	int port() {
		return this.grpc.getPort();
	}

	/** A client that acknowledges heartbeats automatically. */
	TestHubClient connectAcknowledging() {
		return TestHubClient.connectAcknowledging(this.channel, SERVICE);
	}

	Admission admission() {
		return this.server.admission();
	}

	Stream<GroupState> groupStates() {
		return this.server.groupStates();
	}

	int groups() {
		return this.service.groups().count();
	}

	/** A client with these headers. */
	TestHubClient connect(Metadata headers) {
		return TestHubClient.connect(TestChannels.withHeaders(this.channel, headers), SERVICE);
	}

	/** A client whose connect call has a deadline. */
	TestHubClient connect(Deadline deadline) {
		return TestHubClient.connect(TestChannels.withDeadline(this.channel, deadline), SERVICE);
	}

	/** The number of ended streams that are not released. */
	int unreleased() {
		return this.server.unreleasedStreams(SERVICE);
	}

	TestHubClient connect() {
		return TestHubClient.connect(this.channel, SERVICE);
	}

	private HubFactory factory(Consumer<TestHub> customizer) {
		return new HubFactory() {

			@Override
			public Created create() {
				TestHub hub = new TestHub();
				customizer.accept(hub);
				TestServer.this.hubs.add(hub);
				return Created.of(hub);
			}

			@Override
			public void destroy(Created created) {
				((TestHub) created.hub()).events.add("destroyed");
			}

		};
	}

	/** A client that reads only a number of messages. */
	TestHubClient connect(int messages) {
		return TestHubClient.connect(this.channel, SERVICE, messages);
	}

	void shutdown(Duration period) throws InterruptedException {
		this.server.shutdown(period);
	}

	/** The next created hub, after its client has connected. */
	TestHub hub() throws InterruptedException {
		TestHub hub = this.hubs.poll(20, TimeUnit.SECONDS);
		if (hub == null) {
			throw new AssertionError("no hub was made");
		}
		await().until(() -> hub.events.contains("connected"));
		return hub;
	}

	/** The hubs that no test has taken. */
	void forgetHubs() {
		this.hubs.clear();
	}

	int connections() {
		return this.server.connections(SERVICE).size();
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
		this.grpc.shutdownNow();
		this.executor.shutdownNow();
		this.hubExecutor.shutdownNow();
		this.timer.close();
	}

}
