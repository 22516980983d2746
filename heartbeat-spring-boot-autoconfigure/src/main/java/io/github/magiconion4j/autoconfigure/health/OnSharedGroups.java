package io.github.magiconion4j.autoconfigure.health;

import java.util.Arrays;

import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.server.GroupSettings;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if groups may be connected to other servers: by a property, or by a backplane
 * bean.
 */
final class OnSharedGroups extends SpringBootCondition implements ConfigurationCondition {

	private static final String PREFIX = "magiconion.streaming-hub.groups";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		boolean shared = named(context.getEnvironment()) || (beans != null && declared(beans));
		ConditionMessage.Builder message = ConditionMessage.forCondition("backplane of groups");
		return shared ? ConditionOutcome.match(message.because("a backplane is configured"))
				: ConditionOutcome.noMatch(message.because("no backplane is configured"));
	}

	private static boolean named(Environment environment) {
		Binder binder = Binder.get(environment);
		return !binder.bind(PREFIX + ".backplane", String.class).orElse("none").equalsIgnoreCase("none")
				|| binder.bind(PREFIX + ".hubs", Bindable.mapOf(String.class, Object.class)).isBound();
	}

	private static boolean declared(ConfigurableListableBeanFactory beans) {
		return beans.getBeanNamesForType(GroupBackplane.class, true, false).length > 0
				|| Arrays.stream(beans.getBeanNamesForType(GroupSettings.class, true, false))
					.anyMatch((name) -> !name.equals("hubGroupSettings"));
	}

}
