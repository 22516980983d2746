package io.github.magiconion4j.autoconfigure;

import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if properties configure a client by name.
 */
final class OnNamedClients extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean named = Stream
			.concat(Stream.of(ClientProperties.PREFIX + ".hubs", StackChannels.DEVH),
					StackChannels.SPRING_GRPC.stream())
			.anyMatch((prefix) -> !StackChannels.named(context.getEnvironment(), prefix).isEmpty());
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnNamedClients.class);
		return named ? ConditionOutcome.match(message.because("a client is configured"))
				: ConditionOutcome.noMatch(message.because("no client is configured"));
	}

}
