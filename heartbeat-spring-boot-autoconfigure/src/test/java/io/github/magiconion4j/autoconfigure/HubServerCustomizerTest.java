package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

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
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector;
import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.mockito.InOrder;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * Settings of gRPC servers for hubs.
 */
class HubServerCustomizerTest {

	private final StreamingHubServer server = new StreamingHubServer(new MessagePackHubSerializer(),
			new HubTimer(System::nanoTime),
			new ServerExecutors(Runnable::run, Runnable::run, Runnable::run, Runnable::run, Runnable::run),
			ServerSettings.DEFAULTS, () -> ServerExtensions.NONE, GroupSettings.DEFAULTS);

	private final MockEnvironment environment = new MockEnvironment();

	private final ServerBuilder<?> builder = mock(ServerBuilder.class, RETURNS_SELF);

	private HubServerCustomizer customizer() {
		return new HubServerCustomizer(this.server, this.environment);
	}

	@Test
	void pingsArePermittedAtAnyTimeAlsoWithoutCalls() {
		customizer().customize(this.builder);
		verify(this.builder).callExecutor(any(ServerCallExecutorSupplier.class));
		verify(this.builder).permitKeepAliveTime(0, TimeUnit.SECONDS);
		verify(this.builder).permitKeepAliveWithoutCalls(true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "grpc.server.permit-keep-alive-time", "grpc.server.permitKeepAliveWithoutCalls",
			"spring.grpc.server.keepalive.permit.time", "spring.grpc.server.keep-alive.permit-without-calls" })
	void theApplicationsPingLimitsAreKept(String property) {
		this.environment.setProperty(property, "7");
		customizer().customize(this.builder);
		verify(this.builder).callExecutor(any(ServerCallExecutorSupplier.class));
		verify(this.builder, never()).permitKeepAliveTime(anyLong(), any());
		verify(this.builder, never()).permitKeepAliveWithoutCalls(anyBoolean());
	}

	@Test
	void aDeadTransportIsDetectedInBoundedTime() {
		customizer().customize(this.builder);
		verify(this.builder).keepAliveTime(1, TimeUnit.MINUTES);
		verify(this.builder).keepAliveTimeout(20, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "grpc.server.enable-keep-alive", "grpc.server.keepAliveTime",
			"spring.grpc.server.keepalive.time", "spring.grpc.server.keep-alive.timeout" })
	void theApplicationsServerPingsAreKept(String property) {
		this.environment.setProperty(property, "7");
		customizer().customize(this.builder);
		verify(this.builder, never()).keepAliveTime(anyLong(), any());
		verify(this.builder, never()).keepAliveTimeout(anyLong(), any());
	}

	@Test
	void headersMayBeAsLargeAsInKestrel() {
		customizer().customize(this.builder);
		verify(this.builder).maxInboundMetadataSize(32 * 1024);
	}

	@ParameterizedTest
	@ValueSource(strings = { "grpc.server.maxInboundMetadataSize", "spring.grpc.server.inbound.metadata.max-size",
			"spring.grpc.server.max-inbound-metadata-size" })
	void theApplicationsHeaderLimitIsKept(String property) {
		this.environment.setProperty(property, "9KB");
		customizer().customize(this.builder);
		InOrder order = inOrder(this.builder);
		order.verify(this.builder).maxInboundMetadataSize(32 * 1024);
		order.verify(this.builder).maxInboundMetadataSize(9 * 1024);
	}

	@Test
	void streamsCanBeResetAndTransportsHaveAnAge() {
		customizer().customize(this.builder);
		verify(this.builder).addStreamTracerFactory(any());
		verify(this.builder).addTransportFilter(any());
	}

	@ParameterizedTest
	@CsvSource({ "grpc.server.max-connection-age,grpc.server.max-connection-age-grace",
			"spring.grpc.server.keepalive.connection.max-age,spring.grpc.server.keepalive.connection.grace-period",
			"spring.grpc.server.keep-alive.max-age,spring.grpc.server.keep-alive.max-age-grace" })
	void theAgeOfTransportsIsThatOfTheStack(String age, String grace) {
		assertThat(TransportProperties.maxConnectionAge(this.environment)).isZero();
		this.environment.setProperty(age, "30");
		assertThat(TransportProperties.maxConnectionAge(this.environment)).as("calls go on for ever").isZero();
		this.environment.setProperty(grace, "5s");
		assertThat(TransportProperties.maxConnectionAge(this.environment)).isEqualTo(Duration.ofSeconds(35));
	}

	@Test
	void aTransportMayNotSupportPings() {
		assertThatCode(() -> customizer().customize(InProcessServerBuilder.forName("any"))).doesNotThrowAnyException();
	}

	@Test
	void theEventLoopOfTheCopyOfNettyInGrpcIsKnown() throws Exception {
		assertThat(eventLoop(NettyServerBuilder.forPort(0)))
			.isInstanceOf(io.grpc.netty.shaded.io.netty.channel.EventLoop.class);
	}

	@Test
	void theEventLoopOfTheApplicationsNettyIsKnown() throws Exception {
		assertThat(eventLoop(io.grpc.netty.NettyServerBuilder.forPort(0)))
			.isInstanceOf(io.netty.channel.EventLoop.class);
	}

	/** The event loop of a connection to a server. */
	private Object eventLoop(ServerBuilder<?> grpcBuilder) throws Exception {
		HubContract contract = HubContract.of(Second.class);
		grpcBuilder.addService(this.server.service(contract, () -> HubFactory.Created.of(new SecondHub()),
				Heartbeats.NONE, HubListener.NONE, HubOptions.DEFAULTS));
		customizer().customize(grpcBuilder);
		Server grpc = grpcBuilder.build().start();
		ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", grpc.getPort()).usePlaintext().build();
		try {
			TestHubClient.connect(channel, contract.serviceName());
			Collection<ServerConnection> connections = this.server.connections(contract.serviceName());
			await().until(() -> !connections.isEmpty());
			return ((HubConnection) connections.iterator().next()).eventLoop();
		}
		finally {
			channel.shutdownNow(); // and with it the client
			grpc.shutdownNow();
		}
	}

	@Test
	void leakDetectionIsOffInANettyThatOnlyGrpcUses() {
		Level before = ResourceLeakDetector.getLevel();
		try {
			ResourceLeakDetector.setLevel(Level.SIMPLE);
			customizer().customize(this.builder);
			assertThat(ResourceLeakDetector.getLevel()).isEqualTo(Level.SIMPLE);
			customizer().customize(NettyServerBuilder.forPort(0));
			assertThat(ResourceLeakDetector.getLevel()).isEqualTo(Level.DISABLED);
		}
		finally {
			ResourceLeakDetector.setLevel(before);
		}
	}

}
