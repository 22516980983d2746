package io.github.magiconion4j.autoconfigure;

import java.util.Collection;
import java.util.concurrent.Executor;

import io.github.magiconion4j.autoconfigure.TestHubs.Second;
import io.github.magiconion4j.autoconfigure.TestHubs.SecondHub;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.server.HubFactory;
import io.github.magiconion4j.server.HubListener;
import io.github.magiconion4j.server.HubOptions;
import io.github.magiconion4j.server.ServerConnection;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.server.ServerExtensions;
import io.github.magiconion4j.server.ServerSettings;
import io.github.magiconion4j.server.StreamingHubServer;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The event loop of a connection is known with either copy of Netty that gRPC has, so it
 * writes heartbeats itself.
 */
class EventLoopTest {

	@Test
	void thatOfTheCopyInGrpc() throws Exception {
		assertThat(eventLoop(io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder.forPort(0)))
			.isInstanceOf(io.grpc.netty.shaded.io.netty.channel.EventLoop.class);
	}

	@Test
	void thatOfTheApplicationsNetty() throws Exception {
		assertThat(eventLoop(io.grpc.netty.NettyServerBuilder.forPort(0)))
			.isInstanceOf(io.netty.channel.EventLoop.class);
	}

	private static Object eventLoop(ServerBuilder<?> builder) throws Exception {
		Executor direct = Runnable::run;
		try (StreamingHubServer server = new StreamingHubServer(new MessagePackHubSerializer(),
				new HubTimer(System::nanoTime), new ServerExecutors(direct, direct, direct, direct, direct),
				ServerSettings.DEFAULTS, () -> ServerExtensions.NONE, GroupSettings.DEFAULTS)) {
			HubContract contract = HubContract.of(Second.class);
			builder.addService(server.service(contract, () -> HubFactory.Created.of(new SecondHub()), Heartbeats.NONE,
					HubListener.NONE, HubOptions.DEFAULTS));
			new HubServerCustomizer(server, new MockEnvironment()).customize(builder);
			Server grpc = builder.build().start();
			ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", grpc.getPort()).usePlaintext().build();
			try {
				TestHubClient.connect(channel, contract.serviceName());
				Collection<ServerConnection> connections = server.connections(contract.serviceName());
				await().until(() -> !connections.isEmpty());
				return ((HubConnection) connections.iterator().next()).eventLoop();
			}
			finally {
				channel.shutdownNow(); // and with it the client
				grpc.shutdownNow();
			}
		}
	}

}
