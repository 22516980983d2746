package io.github.magiconion4j.autoconfigure.health;

import io.github.magiconion4j.autoconfigure.ConditionalOnNamedClients;
import io.github.magiconion4j.autoconfigure.StreamingHubClientAutoConfiguration;
import io.github.magiconion4j.autoconfigure.StreamingHubClients;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

/**
 * The health indicator {@code streamingHubClients}, if properties configure clients by
 * name.
 */
@AutoConfiguration(after = StreamingHubClientAutoConfiguration.class)
@ConditionalOnNamedClients
@ConditionalOnBean(StreamingHubClients.class)
@Import({ Boot3ClientHealthConfiguration.class, Boot4ClientHealthConfiguration.class })
public final class StreamingHubClientHealthAutoConfiguration {

	StreamingHubClientHealthAutoConfiguration() {
	}

}
