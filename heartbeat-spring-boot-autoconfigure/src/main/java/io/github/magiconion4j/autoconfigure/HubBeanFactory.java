package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.server.HubFactory;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Makes hubs that are prototype beans. The connection is given to the hub itself; calls
 * go through the proxies around it, such as those for transactions and security.
 *
 * @param beanFactory makes beans
 * @param beanName that of the hub
 */
record HubBeanFactory(ConfigurableListableBeanFactory beanFactory, String beanName) implements HubFactory {

	@Override
	public Created create() {
		Object bean = this.beanFactory.getBean(this.beanName);
		Object target = target(bean);
		return new Created((StreamingHubBase<?>) target, bean,
				() -> this.beanFactory.destroyBean(this.beanName, target));
	}

	private static Object target(Object bean) {
		Object target = bean;
		for (Object next = bean; next != null; next = AopProxyUtils.getSingletonTarget(next)) {
			target = next;
		}
		return target;
	}

}
