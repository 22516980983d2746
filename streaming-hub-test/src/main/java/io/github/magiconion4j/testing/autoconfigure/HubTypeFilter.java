package io.github.magiconion4j.testing.autoconfigure;

import java.io.IOException;
import java.util.Set;

import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.heartbeat.ConnectionHeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.server.ContextPropagator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;

/**
 * Excludes all scanned components except hubs and their extensions.
 */
final class HubTypeFilter extends TypeExcludeFilter {

	private static final Set<TypeFilter> WITH_HUBS = Set.of(new AssignableTypeFilter(HubFilter.class),
			new AssignableTypeFilter(HubExceptionTranslator.class), new AssignableTypeFilter(ContextPropagator.class),
			new AssignableTypeFilter(HubSerializer.class), new AssignableTypeFilter(HeartbeatMetadataProvider.class),
			new AssignableTypeFilter(ConnectionHeartbeatMetadataProvider.class));

	private static final TypeFilter HUBS = new AnnotationTypeFilter(StreamingHubService.class);

	/** The names of the hubs to test; none for all. */
	private final Set<String> hubs;

	HubTypeFilter(Set<String> hubs) {
		this.hubs = hubs;
	}

	@Override
	public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
		if (HUBS.match(type, types)) {
			return !this.hubs.isEmpty() && !this.hubs.contains(type.getClassMetadata().getClassName());
		}
		for (TypeFilter each : WITH_HUBS) {
			if (each.match(type, types)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof HubTypeFilter filter && this.hubs.equals(filter.hubs);
	}

	@Override
	public int hashCode() {
		return this.hubs.hashCode();
	}

}
