package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.client.ReconnectingHubClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Resolves injection points with {@link StreamingHubClient}. There is no bean definition
 * for a client, because only the injection point determines its hub interface.
 */
final class ClientInjection implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		((DefaultListableBeanFactory) beanFactory).setAutowireCandidateResolver(new Resolver(beanFactory));
	}

	/** Extends Spring's own resolver, which handles all other injection points. */
	private static final class Resolver extends ContextAnnotationAutowireCandidateResolver {

		private final BeanFactory beans;

		Resolver(BeanFactory beans) {
			this.beans = beans;
		}

		@Override
		public @Nullable Object getSuggestedValue(DependencyDescriptor descriptor) {
			MergedAnnotation<StreamingHubClient> client = MergedAnnotations.from(descriptor.getAnnotations())
				.get(StreamingHubClient.class);
			return client.isPresent() ? client(descriptor, client) : super.getSuggestedValue(descriptor);
		}

		private Object client(DependencyDescriptor descriptor, MergedAnnotation<StreamingHubClient> annotation) {
			String name = annotation.getString("value");
			InjectedHub hub = InjectedHub.of(descriptor.getResolvableType())
				.orElseThrow(() -> new HubConfigurationException(
						"@StreamingHubClient(\"" + name + "\") is on " + descriptor + " of "
								+ descriptor.getMember().getDeclaringClass().getName() + ", whose type is "
								+ descriptor.getResolvableType() + ".",
						"Use a hub interface, or ReconnectingHubClient of a hub interface, as its type."));
			ReconnectingHubClient<?> client = this.beans.getBean(InjectedClients.class)
				.get(new InjectedClients.Wanted(name, hub.hubType(), annotation.getString("receiver")));
			return hub.alone() ? client.hub() : client;
		}

	}

}
