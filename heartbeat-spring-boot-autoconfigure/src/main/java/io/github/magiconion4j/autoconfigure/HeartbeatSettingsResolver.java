package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.PropertyResolver;

/**
 * Determines the heartbeat settings of a hub. For each setting, the hub's own property
 * overrides its annotation, which overrides the global property.
 */
final class HeartbeatSettingsResolver {

	private static final String INTERVAL = "interval";

	private static final long MAX_METADATA_BYTES = 1 << 20;

	private static final String TIMEOUT = "timeout";

	private final HeartbeatProperties properties;

	private final PropertyResolver placeholders;

	/**
	 * By service name in any case, because environment variables do not preserve case.
	 */
	private final Map<String, HeartbeatProperties.Hub> hubs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/**
	 * Creates a resolver.
	 * @param names the names of all hubs
	 * @param annotated whether a hub has the annotation
	 * @throws HubConfigurationException if a global property is invalid
	 */
	HeartbeatSettingsResolver(HeartbeatProperties properties, PropertyResolver placeholders, HubNames names,
			boolean annotated) {
		this.properties = properties;
		this.placeholders = placeholders;
		this.hubs.putAll(properties.hubs());
		Durations.check(HeartbeatProperties.PREFIX + "." + INTERVAL, properties.interval(), false);
		Durations.check(HeartbeatProperties.PREFIX + "." + TIMEOUT, properties.timeout(), true);
		if (properties.metrics().perConnectionLimit() < 0) {
			throw new HubConfigurationException(
					HeartbeatProperties.PREFIX + ".metrics.per-connection-limit is "
							+ properties.metrics().perConnectionLimit() + ", but it cannot be negative.",
					"Set it to 0 for no gauges per connection, or to the maximum number of gauges.");
		}
		long metadata = properties.maxMetadataSize().toBytes();
		if (metadata < 1 || metadata > MAX_METADATA_BYTES) {
			throw new HubConfigurationException(
					HeartbeatProperties.PREFIX + ".max-metadata-size is " + metadata
							+ "B, but it must be between 1B and 1MB.",
					"Set it to the size that your metadata needs. The metadata is sent in every heartbeat.");
		}
		properties.hubs().forEach((name, hub) -> checkHub(name, hub, names));
		if (names.complete() && !names.serviceNames().isEmpty() && !annotated && properties.hubs().isEmpty()
				&& properties.enabled() == null) {
			Durations.checkHasInterval(HeartbeatProperties.PREFIX, properties.interval(), properties.timeout());
		}
	}

	/**
	 * The heartbeat of a hub.
	 * @return its settings; {@code null} if it has no heartbeat
	 * @throws HubConfigurationException if the hub enables heartbeats without an
	 * interval, or its annotation is invalid
	 */
	@Nullable HeartbeatSettings resolve(String serviceName, Class<?> hubType, @Nullable Heartbeat annotation) {
		HeartbeatProperties.Hub hub = this.hubs.get(serviceName);
		if (!isEnabled(hub, annotation)) {
			return null;
		}
		Duration interval = first((hub != null) ? hub.interval() : null,
				(annotation != null) ? parse(hubType, INTERVAL, annotation.interval(), false) : null,
				this.properties.interval());
		Duration timeout = first((hub != null) ? hub.timeout() : null,
				(annotation != null) ? parse(hubType, TIMEOUT, annotation.timeout(), true) : null,
				this.properties.timeout());
		if (interval == null) {
			throw new HubConfigurationException(
					"Hub " + serviceName + " (" + hubType.getName() + ") enables heartbeats, but no interval is set.",
					"Set " + HeartbeatProperties.PREFIX + "." + INTERVAL + ", for example to 30s, or "
							+ HeartbeatProperties.PREFIX + ".hubs." + serviceName + "." + INTERVAL
							+ ", or the interval of its @Heartbeat.");
		}
		return new HeartbeatSettings(interval, (timeout != null) ? timeout : Duration.ZERO, this.properties.liveness(),
				this.properties.timeoutStatus().value(), Math.toIntExact(this.properties.maxMetadataSize().toBytes()));
	}

	private boolean isEnabled(HeartbeatProperties.@Nullable Hub hub, @Nullable Heartbeat annotation) {
		Boolean own = (hub != null) ? hub.enabled() : null;
		if (own != null) {
			return own;
		}
		if (annotation != null) {
			return annotation.enabled();
		}
		Boolean enabled = this.properties.enabled();
		return hub != null || ((enabled != null) ? enabled : this.properties.interval() != null);
	}

	private @Nullable Duration parse(Class<?> hubType, String attribute, String text, boolean zeroAllowed) {
		String name = "@Heartbeat(" + attribute + ") of " + hubType.getName();
		String resolved;
		try {
			resolved = this.placeholders.resolveRequiredPlaceholders(text);
		}
		catch (IllegalArgumentException ex) {
			throw new HubConfigurationException(
					name + " is '" + text + "', which refers to a property that is not set.",
					"Set that property, or give it a default, as in ${chat.interval:30s}.");
		}
		if (resolved.isBlank()) {
			return null;
		}
		Duration value;
		try {
			value = DurationStyle.detectAndParse(resolved.trim());
		}
		catch (IllegalArgumentException ex) {
			throw new HubConfigurationException(name + " is '" + resolved + "', which is not a duration.",
					"Use the format of application properties, such as 500ms, 30s or 5m.");
		}
		Durations.check(name, value, zeroAllowed);
		return value;
	}

	private static void checkHub(String name, HeartbeatProperties.Hub hub, HubNames names) {
		String prefix = HeartbeatProperties.PREFIX + ".hubs." + name;
		names.check(prefix, name);
		Durations.check(prefix + "." + INTERVAL, hub.interval(), false);
		Durations.check(prefix + "." + TIMEOUT, hub.timeout(), true);
	}

	private static @Nullable Duration first(@Nullable Duration hub, @Nullable Duration annotated,
			@Nullable Duration global) {
		return (hub != null) ? hub : (annotated != null) ? annotated : global;
	}

}
