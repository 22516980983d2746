package io.github.magiconion4j.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import io.github.magiconion4j.server.GroupSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The health of groups on Boot 4.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
class Boot4GroupHealthConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "streamingHubGroupsHealthIndicator")
	@ConditionalOnEnabledHealthIndicator("streaming-hub-groups")
	HealthIndicator streamingHubGroupsHealthIndicator(GroupSettings settings) {
		return () -> {
			GroupHealth health = GroupHealth.of(settings);
			return (health.up() ? Health.up() : Health.down()).withDetails(health.details()).build();
		};
	}

	/**
	 * Moves the indicator to a health group of its own, so that it does not affect the
	 * overall health.
	 */
	@Bean
	@ConditionalOnMissingBean(name = "streamingHubGroupsHealthGroup")
	HealthEndpointGroupsPostProcessor streamingHubGroupsHealthGroup() {
		return (groups) -> {
			HealthEndpointGroup all = groups.getPrimary();
			Map<String, HealthEndpointGroup> named = new LinkedHashMap<>();
			named.put(GroupHealth.GROUP, new Part(all, GroupHealth.NAME::equals));
			groups.getNames().forEach((name) -> named.put(name, groups.get(name)));
			return HealthEndpointGroups
				.of(new Part(all, (name) -> all.isMember(name) && !name.equals(GroupHealth.NAME)), named);
		};
	}

	/**
	 * A health group restricted to some of its members.
	 *
	 * @param whole the group
	 * @param members selects members by name
	 */
	private record Part(HealthEndpointGroup whole, Predicate<String> members) implements HealthEndpointGroup {

		@Override
		public boolean isMember(String name) {
			return this.members.test(name);
		}

		@Override
		public boolean showComponents(SecurityContext context) {
			return this.whole.showComponents(context);
		}

		@Override
		public boolean showDetails(SecurityContext context) {
			return this.whole.showDetails(context);
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return this.whole.getStatusAggregator();
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return this.whole.getHttpCodeStatusMapper();
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return this.whole.getAdditionalPath();
		}

	}

}
