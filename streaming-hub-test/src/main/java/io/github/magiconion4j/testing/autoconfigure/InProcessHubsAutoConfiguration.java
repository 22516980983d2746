package io.github.magiconion4j.testing.autoconfigure;

import java.util.concurrent.Executor;

import io.github.magiconion4j.autoconfigure.HubChannelFactory;
import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.client.ClientRuntime;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.InProcessHubs;
import io.grpc.BindableService;
import io.grpc.Server;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Hubs and clients on the test's thread and simulated time, with an in-process server in
 * place of a gRPC stack.
 */
@AutoConfiguration(before = StreamingHubAutoConfiguration.class)
public final class InProcessHubsAutoConfiguration {

	private static final Executor HERE = Runnable::run;

	InProcessHubsAutoConfiguration() {
	}

	@Bean
	FakeTime fakeTime() {
		return new FakeTime();
	}

	@Bean
	HubTimer hubTimer(FakeTime time) {
		return time.timer();
	}

	@Bean
	ServerExecutors hubServerExecutors() {
		return new ServerExecutors(HERE, HERE, HERE, HERE, HERE);
	}

	@Bean
	ClientRuntime streamingHubClientRuntime(FakeTime time) {
		return new ClientRuntime(time.timer(), time, HERE, HERE, HERE);
	}

	@Bean
	HeartbeatEngine heartbeatEngine(FakeTime time) {
		return new HeartbeatEngine(time.timer(), time, HERE, HERE, HeartbeatEngine.AS_CSHARP);
	}

	@Bean
	InProcessHubs inProcessHubs(FakeTime time, ObjectProvider<BindableService> services,
			StreamingHubClientOptions options) {
		return InProcessHubs.start(time, services.orderedStream().toList(), options);
	}

	/** Replaces the gRPC server of a stack. */
	@Bean
	Server inProcessServer(InProcessHubs hubs) {
		return hubs.server();
	}

	/** Connects the application's named clients to the in-process server, too. */
	@Bean
	HubChannelFactory hubChannelFactory(ObjectProvider<InProcessHubs> hubs) {
		return (settings) -> hubs.getObject().channel();
	}

}
