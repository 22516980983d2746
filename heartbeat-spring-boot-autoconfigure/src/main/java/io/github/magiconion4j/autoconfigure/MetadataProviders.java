package io.github.magiconion4j.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the metadata provider of a hub: the one in its annotation, otherwise the global
 * one.
 */
final class MetadataProviders {

	private final ConfigurableListableBeanFactory beanFactory;

	/** Types that are named in annotations, and so cannot be the global provider. */
	private final Collection<Class<?>> named;

	MetadataProviders(ConfigurableListableBeanFactory beanFactory, Collection<Class<?>> named) {
		this.beanFactory = beanFactory;
		this.named = named;
	}

	@Nullable HeartbeatMetadataProvider of(@Nullable Heartbeat annotation) {
		if (annotation == null || annotation.metadataProvider() == HeartbeatMetadataProvider.class) {
			return global();
		}
		Class<? extends HeartbeatMetadataProvider> type = annotation.metadataProvider();
		HeartbeatMetadataProvider bean = this.beanFactory.getBeanProvider(type).getIfAvailable();
		return (bean != null) ? bean : this.beanFactory.createBean(type);
	}

	private @Nullable HeartbeatMetadataProvider global() {
		List<String> names = new ArrayList<>(
				Arrays.asList(this.beanFactory.getBeanNamesForType(HeartbeatMetadataProvider.class)));
		names.removeIf((name) -> !isCandidate(name) || isNamed(name));
		Collections.sort(names);
		if (names.size() > 1) {
			List<String> primary = names.stream().filter(this::isPrimary).toList();
			if (primary.size() != 1) {
				throw new HubConfigurationException(
						"There are several HeartbeatMetadataProvider beans, and "
								+ (primary.isEmpty() ? "none" : "more than one") + " is primary: " + names + ".",
						"Mark one of them with @Primary, or name one in the @Heartbeat(metadataProvider) of each hub.");
			}
			names = primary;
		}
		return names.isEmpty() ? null : this.beanFactory.getBean(names.get(0), HeartbeatMetadataProvider.class);
	}

	/** Not the target of a scoped proxy, or another bean that is never injected. */
	private boolean isCandidate(String beanName) {
		return !this.beanFactory.containsBeanDefinition(beanName)
				|| this.beanFactory.getMergedBeanDefinition(beanName).isAutowireCandidate();
	}

	private boolean isNamed(String beanName) {
		Class<?> type = this.beanFactory.getType(beanName);
		return type != null && this.named.stream().anyMatch((name) -> name.isAssignableFrom(type));
	}

	private boolean isPrimary(String beanName) {
		return this.beanFactory.containsBeanDefinition(beanName)
				&& this.beanFactory.getMergedBeanDefinition(beanName).isPrimary();
	}

}
