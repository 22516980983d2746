package io.github.magiconion4j.autoconfigure;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.magiconion4j.contract.HubContract;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Registers native-image hints for the contracts of injected clients, in any package.
 */
class ClientInjectionHints implements BeanRegistrationAotProcessor {

	private final ContractHints hints = new ContractHints();

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Set<HubContract> contracts = injected(ClassUtils.getUserClass(registeredBean.getBeanClass()))
			.flatMap((type) -> InjectedHub.within(type).stream())
			.map((hub) -> HubContract.of(hub.hubType()))
			.collect(Collectors.toSet());
		return contracts.isEmpty() ? null : (generation, code) -> contracts
			.forEach((each) -> this.hints.register(generation.getRuntimeHints(), each));
	}

	/** The types of all annotated injection points of a bean. */
	private static Stream<ResolvableType> injected(Class<?> type) {
		List<ResolvableType> found = new ArrayList<>();
		ReflectionUtils.doWithFields(type, (field) -> found.add(ResolvableType.forField(field, type)),
				ClientInjectionHints::isInjected);
		Stream.concat(Stream.of(type.getDeclaredConstructors()), Stream.of(ReflectionUtils.getAllDeclaredMethods(type)))
			.forEach((each) -> parameters(each, type).forEach(found::add));
		return found.stream();
	}

	private static Stream<ResolvableType> parameters(Executable executable, Class<?> type) {
		return IntStream.range(0, executable.getParameterCount())
			.filter((index) -> isInjected(executable.getParameters()[index]))
			.mapToObj((index) -> ResolvableType
				.forMethodParameter(MethodParameter.forExecutable(executable, index).withContainingClass(type)));
	}

	private static boolean isInjected(AnnotatedElement element) {
		return MergedAnnotations.from(element).isPresent(StreamingHubClient.class);
	}

}
