package io.github.magiconion4j.autoconfigure;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import jakarta.annotation.PreDestroy;
import jakarta.validation.constraints.Max;

import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

/**
 * Hubs behind each kind of proxy, and the configurations that create the proxies.
 */
final class ProxiedHubs {

	/** All hubs that were connected, in their order. */
	static final List<Hub> CONNECTED = new CopyOnWriteArrayList<>();

	private ProxiedHubs() {
	}

	interface Receiver {

	}

	@ServiceName("IAdding")
	interface Adding extends StreamingHub<Receiver> {

		int add(int a, int b);

	}

	static class Hub extends StreamingHubBase<Receiver> implements Adding {

		final AtomicInteger destroyed = new AtomicInteger();

		@Override
		protected void onConnected() {
			CONNECTED.add(this);
		}

		@Override
		public int add(int a, int b) {
			return a + b;
		}

		@Scheduled(fixedRate = 3_600_000, initialDelay = 3_600_000)
		public void tick() {
		}

		@PreDestroy
		public void destroy() {
			this.destroyed.incrementAndGet();
		}

	}

	@StreamingHubService
	static class PlainHub extends Hub {

	}

	@StreamingHubService
	static class TransactionalHub extends Hub {

		@Transactional
		public void work() {
		}

	}

	@StreamingHubService
	static class AsyncHub extends Hub {

		@Async
		public void work() {
		}

	}

	@StreamingHubService
	@Validated
	static class ValidatedHub extends Hub {

		public void work(@Max(10) int amount) {
		}

	}

	@StreamingHubService
	@Validated
	static class ManyProxiesHub extends Hub {

		@Async
		@Transactional
		public void work() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Transactions {

		@Bean
		PlatformTransactionManager transactionManager() {
			return new AbstractPlatformTransactionManager() {

				@Override
				protected Object doGetTransaction() {
					return "transaction";
				}

				@Override
				protected void doBegin(Object transaction, TransactionDefinition definition) {
				}

				@Override
				protected void doCommit(DefaultTransactionStatus status) {
				}

				@Override
				protected void doRollback(DefaultTransactionStatus status) {
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync(proxyTargetClass = true)
	static class Asynchronous {

	}

	@Configuration(proxyBeanMethods = false)
	static class Validation {

		@Bean
		static LocalValidatorFactoryBean validator() {
			return new LocalValidatorFactoryBean();
		}

		@Bean
		static MethodValidationPostProcessor methodValidation(LocalValidatorFactoryBean validator) {
			MethodValidationPostProcessor processor = new MethodValidationPostProcessor();
			processor.setValidator(validator);
			processor.setProxyTargetClass(true);
			return processor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Transactions.class, Asynchronous.class, Validation.class })
	static class All {

	}

	@Configuration(proxyBeanMethods = false)
	static class Watching {

		@Bean
		static Watcher watcher() {
			return new Watcher();
		}

	}

	/** The last one: it receives the outermost proxy. */
	static final class Watcher implements DestructionAwareBeanPostProcessor, Ordered {

		final Set<Object> alive = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof Adding) {
				this.alive.add(bean);
			}
			return bean;
		}

		@Override
		public void postProcessBeforeDestruction(Object bean, String beanName) {
			this.alive.remove(bean);
		}

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

	}

}
