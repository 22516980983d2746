package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.server.ContextPropagator;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.server.ServerExtensions;
import io.github.magiconion4j.server.StreamingHubServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Serves beans annotated with {@link StreamingHubService} on the gRPC server of the
 * application, with heartbeats.
 */
@AutoConfiguration(beforeName = { "net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration",
		"net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration",
		"org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration",
		"org.springframework.boot.grpc.server.autoconfigure.GrpcServerServicesAutoConfiguration",
		"org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration",
		"org.springframework.grpc.autoconfigure.server.GrpcServerAutoConfiguration",
		"org.springframework.grpc.autoconfigure.server.GrpcServerFactoryAutoConfiguration",
		"org.springframework.grpc.autoconfigure.server.health.GrpcServerHealthAutoConfiguration" })
@ConditionalOnStreamingHubs
@EnableConfigurationProperties(HeartbeatProperties.class)
@Import({ HubCommonConfiguration.class, HubServiceRegistrar.class, DevhServerConfiguration.class,
		SpringGrpcServerConfiguration.class, SpringSecurityConfiguration.class })
public final class StreamingHubAutoConfiguration {

	StreamingHubAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ServerExecutors hubServerExecutors(HubExecutors executors) {
		return executors.server();
	}

	@Bean
	@ConditionalOnMissingBean
	HeartbeatEngine heartbeatEngine(HubTimer timer, HubExecutors executors) {
		return new HeartbeatEngine(timer, executors.callbacks(), executors.providers());
	}

	@Bean
	@ConditionalOnMissingBean
	HubInstrumentations hubInstrumentations(ObjectProvider<HubInstrumentation> all, HubTimer timer) {
		return new HubInstrumentations(() -> all.orderedStream().toList(), timer::now);
	}

	// Lazy: extensions of the application may need the server or its groups.
	@Bean
	@ConditionalOnMissingBean
	StreamingHubServer streamingHubServer(HubBodies bodies, BodyProperties properties, HubTimer timer,
			ServerExecutors executors, ServerProperties serverProperties, Environment environment,
			ObjectProvider<HubFilter> filters, ObjectProvider<ContextPropagator> propagators,
			ObjectProvider<HubExceptionTranslator> translators, ObjectProvider<GroupSettings> groups,
			HubInstrumentations instrumentations) {
		StreamingHubServer server = new StreamingHubServer(
				bodies.with(BodyProperties.COMPRESSION, properties.compression()), timer, executors,
				serverProperties.settings(TransportProperties.maxConnectionAge(environment)),
				() -> new ServerExtensions(filters.orderedStream().toList(), propagators.orderedStream().toList(),
						translators.orderedStream().toList()),
				instrumentations.watched(groups.getIfAvailable(() -> GroupSettings.DEFAULTS)));
		server.admission().limit(serverProperties.maxConnections(), serverProperties.maxConnectionsPerTransport());
		return server;
	}

	@Bean
	@ConditionalOnMissingBean(name = "hubLog")
	HubLog hubLog(HubExecutors executors, HubTimer timer) {
		return new HubLog(executors.callbacks(), timer::now);
	}

	@Bean
	@ConditionalOnMissingBean
	GroupProvider hubGroupProvider(StreamingHubServer server) {
		return server.groups();
	}

	@Bean
	@ConditionalOnMissingBean(name = "hubReadiness")
	HubReadiness hubReadiness(StreamingHubServer server) {
		return new HubReadiness(server);
	}

	@Bean
	@ConditionalOnMissingBean(name = "hubShutdown")
	HubShutdown hubShutdown(StreamingHubServer server, ServerProperties properties, ApplicationContext context) {
		return new HubShutdown(server, properties.shutdownPeriod(), context);
	}

}
