package io.github.magiconion4j.testing.chat;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.HubStatusException;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Refuses the room of that name.
 */
@Component
class NoisyFilter implements HubFilter {

	@Override
	public CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
		if ("noisy".equals(call.arguments().get(0))) {
			throw new HubStatusException(Status.Code.PERMISSION_DENIED, "too noisy");
		}
		return next.proceed();
	}

}
