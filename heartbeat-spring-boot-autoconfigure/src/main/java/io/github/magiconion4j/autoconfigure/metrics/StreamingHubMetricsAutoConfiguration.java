package io.github.magiconion4j.autoconfigure.metrics;

import java.util.concurrent.Executors;

import io.github.magiconion4j.autoconfigure.HeartbeatProperties;
import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.server.StreamingHubServer;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Meters of hubs, if there is a meter registry.
 * <p>
 * net.devh's own meters also need a registry, but are only ordered after its
 * auto-configuration by its name in Boot 3. This auto-configuration is ordered between
 * the two, which gives them the right order in Boot 4 as well.
 */
@AutoConfiguration(after = StreamingHubAutoConfiguration.class,
		afterName = { "org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" },
		beforeName = { "net.devh.boot.grpc.server.autoconfigure.GrpcServerMetricAutoConfiguration",
				"net.devh.boot.grpc.server.autoconfigure.GrpcServerMicrometerTraceAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, StreamingHubServer.class })
public final class StreamingHubMetricsAutoConfiguration {

	StreamingHubMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = "streamingHubMeters")
	StreamingHubMeters streamingHubMeters(MeterRegistry registry, StreamingHubServer server,
			HeartbeatProperties properties) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("streaming-hub-meters-");
		threads.setDaemon(true);
		return new StreamingHubMeters(registry, server, properties.metrics().perConnectionLimit(),
				Executors.newSingleThreadScheduledExecutor(threads));
	}

}
