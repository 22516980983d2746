package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import io.github.magiconion4j.server.ContextPropagator;
import io.github.magiconion4j.server.ServerExtensions;
import io.github.magiconion4j.server.StreamingHubServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.JavaVersion;
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
@EnableConfigurationProperties({ HeartbeatProperties.class, ServerProperties.class })
@Import({ HubServiceRegistrar.class, DevhServerConfiguration.class, SpringGrpcServerConfiguration.class,
		SpringSecurityConfiguration.class })
public final class StreamingHubAutoConfiguration {

	StreamingHubAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	HubSerializer hubSerializer() {
		return new MessagePackHubSerializer();
	}

	@Bean
	@ConditionalOnMissingBean
	HubTimer hubTimer() {
		return new HubTimer(System::nanoTime).start();
	}

	@Bean
	HubExecutors hubExecutors(ServerProperties properties, Environment environment) {
		boolean virtual = environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)
				&& JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE);
		return new HubExecutors(virtual, properties.threads());
	}

	@Bean
	@ConditionalOnMissingBean
	HeartbeatEngine heartbeatEngine(HubTimer timer, HubExecutors executors) {
		return new HeartbeatEngine(timer, executors.callbacks(), executors.providers());
	}

	@Bean
	StreamingHubServer streamingHubServer(HubSerializer serializer, HubTimer timer, HubExecutors executors,
			ServerProperties properties, ObjectProvider<HubFilter> filters,
			ObjectProvider<ContextPropagator> propagators, ObjectProvider<HubExceptionTranslator> translators) {
		return new StreamingHubServer(serializer, timer, executors.server(), properties.settings(),
				new ServerExtensions(filters.orderedStream().toList(), propagators.orderedStream().toList(),
						translators.orderedStream().toList()));
	}

	@Bean
	HubLog hubLog(HubExecutors executors, HubTimer timer) {
		return new HubLog(executors.callbacks(), timer::now);
	}

	@Bean
	@ConditionalOnMissingBean
	GroupProvider hubGroupProvider(StreamingHubServer server) {
		return server.groups();
	}

	@Bean
	HubShutdown hubShutdown(StreamingHubServer server, ServerProperties properties, ApplicationContext context) {
		return new HubShutdown(server, properties.shutdownPeriod(), context);
	}

}
