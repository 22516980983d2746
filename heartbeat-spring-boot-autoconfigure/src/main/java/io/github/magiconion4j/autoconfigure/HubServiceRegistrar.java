package io.github.magiconion4j.autoconfigure;

import java.util.Arrays;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a gRPC service for each hub. It happens with the auto-configurations, after
 * the application's own beans are known and before the gRPC stacks look for services.
 */
class HubServiceRegistrar implements ImportBeanDefinitionRegistrar {

	private static final String SERVICES = HubServices.class.getName();

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		String[] hubs = Arrays.stream(registry.getBeanDefinitionNames())
			.filter((name) -> isHub(name, (ConfigurableListableBeanFactory) registry))
			.toArray(String[]::new);
		registry.registerBeanDefinition(SERVICES,
				definition(HubServices.class).addConstructorArgValue(hubs)
					.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR)
					.getBeanDefinition());
		for (String hub : hubs) {
			registry.registerBeanDefinition(HubGrpcService.class.getName() + "." + hub,
					definition(HubGrpcService.class).addConstructorArgValue(hub)
						.addConstructorArgReference(SERVICES)
						.getBeanDefinition());
		}
	}

	private static boolean isHub(String beanName, ConfigurableListableBeanFactory beanFactory) {
		BeanDefinition definition = beanFactory.getBeanDefinition(beanName);
		return !definition.isAbstract()
				&& beanFactory.findAnnotationOnBean(beanName, StreamingHubService.class, false) != null;
	}

	// Not lazy, whatever the application says: wrong settings stop its start.
	private static BeanDefinitionBuilder definition(Class<?> type) {
		return BeanDefinitionBuilder.rootBeanDefinition(type)
			.setRole(BeanDefinition.ROLE_INFRASTRUCTURE)
			.setLazyInit(false);
	}

}
