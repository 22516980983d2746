package io.github.magiconion4j.autoconfigure;

import java.time.Duration;

import io.github.magiconion4j.client.ClientRuntime;
import io.github.magiconion4j.client.HubClientListener;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.serialization.HubSerializer;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration of hub clients.
 */
@AutoConfiguration(after = StreamingHubAutoConfiguration.class)
@ConditionalOnStreamingHubs
@EnableConfigurationProperties(ClientProperties.class)
@Import({ HubCommonConfiguration.class, DevhClientConfiguration.class, SpringGrpcClientConfiguration.class })
public final class StreamingHubClientAutoConfiguration {

	StreamingHubClientAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	StreamingHubClientOptions streamingHubClientOptions(ClientProperties properties, HubBodies bodies,
			ClientRuntime runtime, ObjectProvider<HubClientListener> listeners) {
		Duration interval = properties.heartbeat().interval();
		Duration timeout = properties.heartbeat().timeout();
		Durations.check(ClientProperties.PREFIX + ".heartbeat.interval", interval, false);
		Durations.check(ClientProperties.PREFIX + ".heartbeat.timeout", timeout, true);
		if (properties.hubs().values().stream().allMatch((hub) -> hub.heartbeat().interval() == null)) {
			Durations.checkHasInterval(ClientProperties.PREFIX + ".heartbeat", interval, timeout);
		}
		return StreamingHubClientOptions.createWithDefault()
			.withClientHeartbeatInterval(interval)
			.withClientHeartbeatTimeout(timeout)
			.withSerializer(bodies.with(ClientProperties.COMPRESSION, properties.compression()))
			.withRuntime(runtime)
			.withListeners(SingletonSupplier.of(() -> listeners.orderedStream().toList()));
	}

	@Bean
	@ConditionalOnMissingBean
	HubChannelFactory hubChannelFactory(ObjectProvider<HubChannelCustomizer> customizers) {
		return new BuilderChannelFactory(customizers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	StreamingHubClients streamingHubClients(ClientProperties properties, StreamingHubClientOptions options,
			HubBodies bodies, HubChannelFactory channels, ObjectProvider<StackChannels> stacks,
			ObjectProvider<SslBundles> bundles) {
		return new StreamingHubClients(
				new ClientSettingsResolver(properties, options, bodies, stacks.orderedStream().toList()), channels,
				bundles.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	static ClientInjection streamingHubClientInjection() {
		return new ClientInjection();
	}

	@Bean
	@ConditionalOnMissingBean
	InjectedClients injectedStreamingHubClients(StreamingHubClients clients, BeanFactory beanFactory) {
		return new InjectedClients(clients, beanFactory);
	}

	/**
	 * Uses the application's timer and threads, which are closed with the application.
	 */
	@Bean
	@ConditionalOnMissingBean
	ClientRuntime streamingHubClientRuntime(HubTimer timer, HubExecutors executors) {
		return executors.clients(timer);
	}

}
