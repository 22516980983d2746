package io.github.magiconion4j.autoconfigure.observation;

import io.github.magiconion4j.autoconfigure.StreamingHubAutoConfiguration;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.BindableService;
import io.micrometer.core.instrument.binder.grpc.GrpcServerObservationContext;
import io.micrometer.observation.ObservationPredicate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Excludes hub connections from the observations of the gRPC stacks, which would add an
 * event per message to a span that lasts as long as the connection.
 */
@AutoConfiguration(after = StreamingHubAutoConfiguration.class)
@ConditionalOnClass({ BindableService.class, GrpcServerObservationContext.class, ObservationPredicate.class })
@ConditionalOnBean(StreamingHubServer.class)
public final class StreamingHubObservationAutoConfiguration {

	StreamingHubObservationAutoConfiguration() {
	}

	// Lazy: observations evaluate predicates even while the server's beans are being
	// created.
	@Bean
	@ConditionalOnMissingBean(name = "hubConnectionsAreNotObserved")
	ObservationPredicate hubConnectionsAreNotObserved(ObjectProvider<StreamingHubServer> server) {
		return (name, context) -> !(context instanceof GrpcServerObservationContext call)
				|| !server.getObject().serves(call.getServiceName());
	}

}
