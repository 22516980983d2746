package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.hub.StreamingHub;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Registers native-image hints for the contracts in the application's packages, because
 * contracts of clients that are created in code have no bean.
 */
class ClientRuntimeHints implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (!AutoConfigurationPackages.has(beanFactory)) {
			return null;
		}
		ClassLoader classLoader = beanFactory.getBeanClassLoader();
		Contracts scanner = new Contracts();
		Set<Class<?>> found = AutoConfigurationPackages.get(beanFactory)
			.stream()
			.flatMap((each) -> scanner.findCandidateComponents(each).stream())
			.<Class<?>>map((each) -> ClassUtils.resolveClassName(String.valueOf(each.getBeanClassName()), classLoader))
			.collect(Collectors.toSet());
		List<HubContract> contracts = found.stream()
			.filter((each) -> isMostSpecific(each, found))
			.flatMap(ClientRuntimeHints::contract)
			.toList();
		ContractHints hints = new ContractHints();
		return (generation, code) -> contracts.forEach((each) -> hints.register(generation.getRuntimeHints(), each));
	}

	/** Skips invalid contracts: they cannot be used, and using them reports the error. */
	private static Stream<HubContract> contract(Class<?> type) {
		try {
			return Stream.of(HubContract.of(type));
		}
		catch (InvalidContractException ex) {
			return Stream.empty();
		}
	}

	/**
	 * Skips interfaces that others extend: they are usually generic, and no client uses
	 * them directly.
	 */
	private static boolean isMostSpecific(Class<?> type, Set<Class<?>> all) {
		return type.getTypeParameters().length == 0
				&& all.stream().noneMatch((other) -> other != type && type.isAssignableFrom(other));
	}

	private static final class Contracts extends ClassPathScanningCandidateComponentProvider {

		Contracts() {
			super(false);
			addIncludeFilter(new AssignableTypeFilter(StreamingHub.class));
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
			return definition.getMetadata().isInterface();
		}

	}

}
