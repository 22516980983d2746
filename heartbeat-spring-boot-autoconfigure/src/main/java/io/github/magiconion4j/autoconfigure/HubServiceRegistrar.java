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
 * Registers a gRPC service for each hub bean. It runs with the auto-configurations: after
 * the application's own beans are registered, and before the gRPC stacks search for
 * services.
 */
class HubServiceRegistrar implements ImportBeanDefinitionRegistrar {

	private static final String SERVICES = HubServices.class.getName();

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		String[] hubs = hubs((ConfigurableListableBeanFactory) registry);
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

	/** The names of all hub beans that are registered so far. */
	static String[] hubs(ConfigurableListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanDefinitionNames())
			.filter((name) -> isHub(name, beanFactory))
			.toArray(String[]::new);
	}

	private static boolean isHub(String beanName, ConfigurableListableBeanFactory beanFactory) {
		BeanDefinition definition = beanFactory.getBeanDefinition(beanName);
		return !definition.isAbstract()
				&& beanFactory.findAnnotationOnBean(beanName, StreamingHubService.class, false) != null;
	}

	// Not lazy, even with lazy initialization: invalid settings must prevent the start.
	private static BeanDefinitionBuilder definition(Class<?> type) {
		return BeanDefinitionBuilder.rootBeanDefinition(type)
			.setRole(BeanDefinition.ROLE_INFRASTRUCTURE)
			.setLazyInit(false);
	}

}
