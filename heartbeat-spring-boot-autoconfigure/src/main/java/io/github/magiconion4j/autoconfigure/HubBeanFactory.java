package io.github.magiconion4j.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.server.HubFactory;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.annotation.InitDestroyAnnotationBeanPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Makes hubs that are prototype beans. The connection is given to the hub itself; calls
 * go through the proxies around it, such as those for transactions and security.
 *
 * @param beanFactory makes beans
 * @param beanName that of the hub
 */
record HubBeanFactory(DefaultListableBeanFactory beanFactory, String beanName) implements HubFactory {

	@Override
	public Created create() {
		Object bean = this.beanFactory.getBean(this.beanName);
		List<Object> proxies = new ArrayList<>();
		Object target = bean;
		for (Object next = bean; next != null; next = AopProxyUtils.getSingletonTarget(next)) {
			target = next;
			proxies.add(next);
		}
		proxies.remove(proxies.size() - 1);
		if (!(target instanceof StreamingHubBase<?> hub)) {
			throw new IllegalStateException("The hub '" + this.beanName + "' is behind " + target.getClass().getName()
					+ ", which is no proxy of Spring's with a fixed target");
		}
		return new Created(hub, bean, () -> destroy(hub, proxies));
	}

	private void destroy(StreamingHubBase<?> hub, List<Object> proxies) {
		try {
			proxies.forEach(this::forget);
		}
		finally {
			this.beanFactory.destroyBean(this.beanName, hub);
		}
	}

	/**
	 * Tells post-processors of the end of a proxy. One that comes after the proxy was
	 * made knows nothing but the proxy: {@code @Scheduled} methods, for example, would
	 * run for ever. Methods of the hub that are to be called at its end are called for
	 * the hub itself.
	 */
	private void forget(Object proxy) {
		for (BeanPostProcessor each : this.beanFactory.getBeanPostProcessors()) {
			if (each instanceof DestructionAwareBeanPostProcessor processor
					&& !(each instanceof InitDestroyAnnotationBeanPostProcessor)
					&& processor.requiresDestruction(proxy)) {
				processor.postProcessBeforeDestruction(proxy, this.beanName);
			}
		}
	}

}
