package io.github.magiconion4j.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Tells whether properties name a client.
 */
final class OnNamedClients extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean named = Binder.get(context.getEnvironment())
			.bind(ClientProperties.PREFIX + ".hubs", Bindable.mapOf(String.class, Object.class))
			.isBound();
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnNamedClients.class);
		return named ? ConditionOutcome.match(message.because("properties name a client"))
				: ConditionOutcome.noMatch(message.because("no property names a client"));
	}

}
