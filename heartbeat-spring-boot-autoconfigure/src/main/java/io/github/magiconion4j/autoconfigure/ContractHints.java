package io.github.magiconion4j.autoconfigure;

import java.lang.reflect.Type;
import java.util.stream.Stream;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.serialization.Union;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.util.ClassUtils;

/**
 * Registers native-image hints for contracts: the methods and proxies of hub and receiver
 * interfaces, and the serialized types.
 */
final class ContractHints {

	private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

	void register(RuntimeHints hints, HubContract contract) {
		for (Class<?> each : new Class<?>[] { contract.hubType(), contract.receiverType() }) {
			hints.reflection().registerType(each, MemberCategory.INVOKE_PUBLIC_METHODS);
			hints.proxies().registerJdkProxy(each);
		}
		registerPayloads(hints.reflection(), contract.hubType().getClassLoader(), payloads(contract));
	}

	/** Registers serialized types, including the cases of unions, which may be nested. */
	void registerPayloads(ReflectionHints hints, @Nullable ClassLoader classLoader, Type... types) {
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
			.flatMap(ContractHints::payloads)
			.filter((type) -> type != void.class)
			.toArray(Type[]::new);
	}

	private static Stream<Type> payloads(ContractMethod method) {
		return Stream.concat(method.parameterTypes().stream(), Stream.of(method.resultType()));
	}

}
