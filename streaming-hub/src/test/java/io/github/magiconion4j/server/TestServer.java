package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.spi.Heartbeats;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.testing.TestHubClient;
import io.github.magiconion4j.timer.HubTimer;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * A gRPC server in this process that serves {@link TestHub}s.
 */
final class TestServer implements AutoCloseable {

	static final String SERVICE = "ITestHub";

	private final HubTimer timer = new HubTimer(System::nanoTime).start();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final ExecutorService hubExecutor;

	private final BlockingQueue<TestHub> hubs = new LinkedBlockingQueue<>();

	private final StreamingHubServer server;

	private final Server grpc;

	private final ManagedChannel channel;

	TestServer() throws Exception {
		this((hub) -> {
		});
	}

	TestServer(Consumer<TestHub> customizer) throws Exception {
		this(customizer, null);
	}

	TestServer(Consumer<TestHub> customizer, @Nullable HeartbeatSettings heartbeat) throws Exception {
		this(customizer, heartbeat, ServerSettings.DEFAULTS, Executors.newCachedThreadPool());
	}

	TestServer(ServerInterceptor interceptor) throws Exception {
		this((hub) -> {
		}, null, ServerSettings.DEFAULTS, Executors.newCachedThreadPool(), interceptor);
	}

	TestServer(Consumer<TestHub> customizer, @Nullable HeartbeatSettings heartbeat, ServerSettings settings,
			ExecutorService hubExecutor) throws Exception {
		this(customizer, heartbeat, settings, hubExecutor, null);
	}

	private TestServer(Consumer<TestHub> customizer, @Nullable HeartbeatSettings heartbeat, ServerSettings settings,
			ExecutorService hubExecutor, @Nullable ServerInterceptor interceptor) throws Exception {
		this.hubExecutor = hubExecutor;
		this.server = new StreamingHubServer(new MessagePackHubSerializer(), this.timer, hubExecutor, this.executor,
				this.executor, settings);
		String name = InProcessServerBuilder.generateName();
		InProcessServerBuilder builder = InProcessServerBuilder.forName(name)
			.addService(this.server.service(HubContract.of(TestHub.class), () -> {
				TestHub hub = new TestHub();
				customizer.accept(hub);
				this.hubs.add(hub);
				return hub;
			}, (heartbeat != null) ? heartbeats(heartbeat) : Heartbeats.NONE));
		builder.callExecutor(this.server.callExecutor());
		if (interceptor != null) {
			builder.intercept(interceptor);
		}
		this.grpc = builder.build().start();
		this.channel = InProcessChannelBuilder.forName(name).build();
	}

	private Heartbeats heartbeats(HeartbeatSettings settings) {
		return new HeartbeatEngine(this.timer, this.executor, this.executor).heartbeats(SERVICE, settings, null,
				(value) -> new byte[] { (byte) 0xc0 }, HeartbeatListener.NONE);
	}

	TestHubClient connect() {
		return TestHubClient.connect(this.channel, SERVICE);
	}

	/** A client that reads only so many messages. */
	TestHubClient connect(int messages) {
		return TestHubClient.connect(this.channel, SERVICE, messages);
	}

	void shutdown(Duration period) throws InterruptedException {
		this.server.shutdown(period);
	}

	/** The next hub that was made, when its client is connected. */
	TestHub hub() throws InterruptedException {
		TestHub hub = this.hubs.poll(20, TimeUnit.SECONDS);
		if (hub == null) {
			throw new AssertionError("no hub was made");
		}
		await().until(() -> hub.events.contains("connected"));
		return hub;
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
