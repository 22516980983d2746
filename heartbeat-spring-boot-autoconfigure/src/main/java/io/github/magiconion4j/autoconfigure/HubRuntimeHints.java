package io.github.magiconion4j.autoconfigure;

import java.lang.reflect.Type;
import java.util.stream.Stream;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.serialization.Union;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Tells a native image what is found by reflection of a hub: the methods of its contract,
 * the proxies of the two interfaces, what travels, and the provider that its annotation
 * names.
 */
class HubRuntimeHints implements BeanRegistrationAotProcessor {

	private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> type = ClassUtils.getUserClass(registeredBean.getBeanClass());
		if (!StreamingHubBase.class.isAssignableFrom(type)
				|| !AnnotatedElementUtils.hasAnnotation(type, StreamingHubService.class)) {
			return null;
		}
		HubContract contract = HubContract.of(type);
		Heartbeat heartbeat = AnnotatedElementUtils.findMergedAnnotation(type, Heartbeat.class);
		return (generation, code) -> {
			RuntimeHints hints = generation.getRuntimeHints();
			for (Class<?> each : new Class<?>[] { contract.hubType(), contract.receiverType() }) {
				hints.reflection().registerType(each, MemberCategory.INVOKE_PUBLIC_METHODS);
				hints.proxies().registerJdkProxy(each);
			}
			// where annotations of methods are looked for
			hints.reflection().registerType(type, MemberCategory.INVOKE_DECLARED_METHODS);
			registerPayloads(hints.reflection(), type.getClassLoader(), payloads(contract));
			if (heartbeat != null) {
				hints.reflection()
					.registerType(heartbeat.metadataProvider(), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
			}
		};
	}

	/** With the cases of unions, which may have others in them. */
	private void registerPayloads(ReflectionHints hints, @Nullable ClassLoader classLoader, Type... types) {
		this.bindings.registerReflectionHints(hints, types);
		Class<?>[] cases = hints.typeHints()
			.map((hint) -> hint.getType().getName())
			.filter((name) -> ClassUtils.isPresent(name, classLoader))
			.map((name) -> ClassUtils.resolveClassName(name, classLoader))
			.flatMap((each) -> Stream.of(each.getDeclaredAnnotationsByType(Union.class)))
			.<Class<?>>map(Union::type)
			.filter((each) -> hints.getTypeHint(each) == null)
			.distinct()
			.toArray(Class<?>[]::new);
		if (cases.length > 0) {
			registerPayloads(hints, classLoader, cases);
		}
	}

	private static Type[] payloads(HubContract contract) {
		return Stream.concat(contract.hubMethods().stream(), HubContract.methodsOf(contract.receiverType()).stream())
			.flatMap(HubRuntimeHints::payloads)
			.filter((type) -> type != void.class)
			.toArray(Type[]::new);
	}

	private static Stream<Type> payloads(ContractMethod method) {
		return Stream.concat(method.parameterTypes().stream(), Stream.of(method.resultType()));
	}

}
