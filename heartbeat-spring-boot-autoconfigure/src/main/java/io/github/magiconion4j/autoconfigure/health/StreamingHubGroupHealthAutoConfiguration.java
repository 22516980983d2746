package io.github.magiconion4j.autoconfigure.health;

import io.github.magiconion4j.autoconfigure.groups.StreamingHubGroupsAutoConfiguration;
import io.github.magiconion4j.server.GroupSettings;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/**
 * The health indicator {@code streamingHubGroups}, if there is a backplane.
 */
@AutoConfiguration(after = StreamingHubGroupsAutoConfiguration.class)
@ConditionalOnBean(GroupSettings.class)
@Conditional(OnSharedGroups.class)
@Import({ Boot3GroupHealthConfiguration.class, Boot4GroupHealthConfiguration.class })
public final class StreamingHubGroupHealthAutoConfiguration {

	StreamingHubGroupHealthAutoConfiguration() {
	}

}
