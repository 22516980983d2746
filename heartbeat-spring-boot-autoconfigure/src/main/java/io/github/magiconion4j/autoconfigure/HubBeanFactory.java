package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.server.HubFactory;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.annotation.InitDestroyAnnotationBeanPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Creates hubs from prototype beans. The connection is bound to the hub itself; calls go
 * through its proxies, such as those for transactions and security.
 *
 * @param beanFactory creates the beans
 * @param beanName the name of the hub bean
 */
record HubBeanFactory(DefaultListableBeanFactory beanFactory, String beanName) implements HubFactory {

	@Override
	public Created create() {
		Object bean = this.beanFactory.getBean(this.beanName);
		Object target = bean;
		for (Object next = bean; next != null; next = AopProxyUtils.getSingletonTarget(next)) {
			target = next;
		}
		if (!(target instanceof StreamingHubBase<?> hub)) {
			throw new IllegalStateException("The hub '" + this.beanName + "' is proxied by "
					+ target.getClass().getName() + ", which is not a Spring proxy with a static target");
		}
		return new Created(hub, bean);
	}

	@Override
	public void destroy(Created created) {
		try {
			Object proxy = created.invoker();
			Object target = AopProxyUtils.getSingletonTarget(proxy);
			while (target != null) {
				forget(proxy);
				proxy = target;
				target = AopProxyUtils.getSingletonTarget(proxy);
			}
		}
		finally {
			this.beanFactory.destroyBean(this.beanName, created.hub());
		}
	}

	/**
	 * Notifies post-processors of the destruction of a proxy. Post-processors that ran
	 * after the proxy was created only know the proxy; without this, {@code @Scheduled}
	 * methods, for example, would run forever. Destroy methods are called on the hub
	 * itself.
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
