package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

/**
 * Beans that the server and clients share, so that an application can have either without
 * the other. Threads are started on demand.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ ServerProperties.class, BodyProperties.class })
class HubCommonConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HubSerializer hubSerializer(BodyProperties properties) {
		MessagePackHubSerializer plain = new MessagePackHubSerializer();
		return properties.nativeForms() ? plain.withNativeForms() : plain;
	}

	@Bean
	@ConditionalOnMissingBean
	HubBodies hubBodies(HubSerializer serializer, BodyProperties properties) {
		return new HubBodies(serializer, properties);
	}

	@Bean
	@ConditionalOnMissingBean
	HubTimer hubTimer() {
		return new HubTimer(System::nanoTime).startOnDemand();
	}

	@Bean
	@ConditionalOnMissingBean
	HubExecutors hubExecutors(ServerProperties properties, Environment environment, HubTimer timer,
			ObjectProvider<TaskDecorator> decorators) {
		boolean virtual = environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)
				&& JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE);
		return new HubExecutors(virtual, properties.threads(), timer, () -> decorators.orderedStream().toList());
	}

}
