package io.github.magiconion4j.autoconfigure;

import java.lang.reflect.Type;
import java.util.Arrays;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.hub.StreamingHubBase;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Registers native-image hints for hub beans and metadata providers.
 */
class HubRuntimeHints implements BeanRegistrationAotProcessor {

	private final ContractHints contracts = new ContractHints();

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> type = ClassUtils.getUserClass(registeredBean.getBeanClass());
		if (HeartbeatMetadataProvider.class.isAssignableFrom(type)) {
			return (generation, code) -> registerMetadata(generation.getRuntimeHints(), type);
		}
		if (!StreamingHubBase.class.isAssignableFrom(type)
				|| !AnnotatedElementUtils.hasAnnotation(type, StreamingHubService.class)) {
			return null;
		}
		HubContract contract = HubContract.of(type);
		Heartbeat heartbeat = AnnotatedElementUtils.findMergedAnnotation(type, Heartbeat.class);
		return (generation, code) -> {
			RuntimeHints hints = generation.getRuntimeHints();
			this.contracts.register(hints, contract);
			// annotations of methods are searched there
			hints.reflection().registerType(type, MemberCategory.INVOKE_DECLARED_METHODS);
			if (heartbeat != null) {
				hints.reflection()
					.registerType(heartbeat.metadataProvider(), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
				registerMetadata(hints, heartbeat.metadataProvider());
			}
		};
	}

	/**
	 * Registers the return types of a provider's methods, unless they are just
	 * {@code Object}.
	 */
	private void registerMetadata(RuntimeHints hints, Class<?> provider) {
		Type[] types = Arrays.stream(ClassUtils.getUserClass(provider).getMethods())
			.filter((method) -> method.getName().equals("metadata") && !method.isBridge())
			.map((method) -> method.getGenericReturnType())
			.filter((type) -> type != Object.class)
			.toArray(Type[]::new);
		this.contracts.registerPayloads(hints.reflection(), provider.getClassLoader(), types);
	}

}
