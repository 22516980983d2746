package io.github.magiconion4j.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.server.HubFactory;
import io.github.magiconion4j.server.HubOptions;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.server.ServerExtensions;
import io.github.magiconion4j.server.ServerSettings;
import io.github.magiconion4j.server.StreamingHubServer;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;

/**
 * A hub with one heartbeat per second, and its clients. Everything runs on the calling
 * thread, on fake time.
 */
public final class LocalHub implements AutoCloseable {

	public static final String NAME = "IHub";

	private final FakeTime time = new FakeTime();

	private final StreamingHubServer server;

	/** Clients that acknowledge when the test says so. */
	private final List<TestHubClient> clients = new ArrayList<>();

	private Server grpc;

	private ManagedChannel channel;

	public LocalHub(HubFilter... filters) {
		this.server = new StreamingHubServer(new MessagePackHubSerializer(), this.time.timer(),
				new ServerExecutors(Runnable::run, Runnable::run, Runnable::run, Runnable::run, Runnable::run),
				ServerSettings.DEFAULTS, () -> new ServerExtensions(List.of(filters), List.of(), List.of()),
				GroupSettings.DEFAULTS);
	}

	public void serve(HubInstrumentation instrumentation) throws IOException {
		HeartbeatEngine engine = new HeartbeatEngine(this.time.timer(), this.time, Runnable::run, Runnable::run,
				HeartbeatEngine.AS_CSHARP);
		String name = InProcessServerBuilder.generateName();
		this.grpc = InProcessServerBuilder.forName(name)
			.directExecutor()
			.addService(this.server.service(HubContract.of(IHub.class), () -> HubFactory.Created.of(new Hub()),
					engine.heartbeats(NAME, HeartbeatSettings.of(Duration.ofSeconds(1), Duration.ZERO), null,
							(value) -> new byte[0], instrumentation.heartbeats(NAME)),
					instrumentation.connections(NAME), HubOptions.DEFAULTS))
			.build()
			.start();
		this.channel = InProcessChannelBuilder.forName(name).directExecutor().build();
	}

	public StreamingHubServer server() {
		return this.server;
	}

	public List<TestHubClient> clients() {
		return this.clients;
	}

	public ManagedChannel channel() {
		return this.channel;
	}

	public void connect(int count) {
		for (int i = 0; i < count; i++) {
			this.clients.add(TestHubClient.connect(this.channel, NAME));
		}
	}

	/** Clients that acknowledge automatically and immediately. */
	public List<TestHubClient> connectAcknowledging(int count) {
		List<TestHubClient> connected = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			connected.add(TestHubClient.connectAcknowledging(this.channel, NAME));
		}
		return connected;
	}

	/** Lets each client acknowledge its next heartbeat after a number of milliseconds. */
	public void acknowledgeAfter(int millis) throws InterruptedException {
		this.time.advanceMillis(1000 + millis);
		for (TestHubClient client : this.clients) {
			client.acknowledge(client.next(ServerMessage.ServerHeartbeat.class));
		}
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
		this.grpc.shutdownNow();
	}

	interface IHub extends StreamingHub<Receiver> {

		int divide(int a, int b);

	}

	public interface Receiver {

	}

	static final class Hub extends StreamingHubBase<Receiver> implements IHub {

		@Override
		public int divide(int a, int b) {
			return a / b;
		}

	}

}
