package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import io.github.magiconion4j.client.ReconnectOptions;
import io.github.magiconion4j.client.StreamingHubClientOptions;
import io.github.magiconion4j.serialization.Compression;
import org.jspecify.annotations.Nullable;

/**
 * Determines the options of each named client: its own properties override the common
 * ones.
 */
final class ClientSettingsResolver {

	private final ClientProperties properties;

	private final StreamingHubClientOptions all;

	private final List<StackChannels> stacks;

	private final HubBodies bodies;

	/**
	 * Checks all properties.
	 * @throws HubConfigurationException if one has an invalid value
	 */
	ClientSettingsResolver(ClientProperties properties, StreamingHubClientOptions all, HubBodies bodies,
			List<StackChannels> stacks) {
		this.properties = properties;
		this.all = all;
		this.bodies = bodies;
		this.stacks = stacks;
		properties.hubs().keySet().forEach((name) -> {
			options(name);
			reconnect(name);
		});
	}

	/**
	 * The properties of a client.
	 * @throws HubConfigurationException if it has no address
	 */
	ClientProperties.Hub hub(String name) {
		ClientProperties.Hub hub = this.properties.hubs().getOrDefault(name, ClientProperties.Hub.EMPTY);
		if (hub.address() == null && stack(name).isEmpty()) {
			throw new HubConfigurationException("No address is configured for the client \"" + name + "\".", "Set "
					+ prefix(name) + ".address to the server's host and port"
					+ (this.stacks.isEmpty() ? ". " : ", or name a channel \"" + name + "\" of your gRPC stack. ")
					+ (this.properties.hubs().isEmpty() ? "No client is configured."
							: "Configured clients: " + String.join(", ", this.properties.hubs().keySet()) + "."));
		}
		if (hub.address() == null && (hub.ssl().enabled() != null || hub.ssl().bundle() != null)) {
			throw new HubConfigurationException(
					prefix(name) + ".ssl has no effect without " + prefix(name) + ".address.",
					"Set the address as well, or enable TLS in your gRPC stack's properties for the channel.");
		}
		return hub;
	}

	/** The gRPC stack that has a channel of the client's name. */
	Optional<StackChannels> stack(String name) {
		return this.stacks.stream().filter((stack) -> stack.has(name)).findFirst();
	}

	StreamingHubClientOptions options(String name) {
		ClientProperties.Hub hub = hub(name);
		String prefix = prefix(name);
		Durations.check(prefix + ".heartbeat.interval", hub.heartbeat().interval(), false);
		Durations.check(prefix + ".heartbeat.timeout", hub.heartbeat().timeout(), true);
		Compression own = hub.compression();
		StreamingHubClientOptions options = (own == null || own == this.properties.compression()) ? this.all
				: this.all.withSerializer(this.bodies.with(prefix + ".compression", own));
		options = with(options, prefix + ".connect-timeout", hub.connectTimeout(),
				StreamingHubClientOptions::withConnectTimeout);
		options = with(options, prefix + ".call-timeout", hub.callTimeout(),
				StreamingHubClientOptions::withCallTimeout);
		options = with(options, prefix + ".heartbeat.interval", hub.heartbeat().interval(),
				StreamingHubClientOptions::withClientHeartbeatInterval);
		return with(options, prefix + ".heartbeat.timeout", hub.heartbeat().timeout(),
				StreamingHubClientOptions::withClientHeartbeatTimeout);
	}

	ReconnectOptions reconnect(String name) {
		ClientProperties.Reconnect reconnect = hub(name).reconnect();
		String prefix = prefix(name) + ".reconnect";
		ReconnectOptions options = ReconnectOptions.createWithDefault();
		options = with(options, prefix + ".first-delay", reconnect.firstDelay(), ReconnectOptions::withFirstDelay);
		options = with(options, prefix + ".factor", reconnect.factor(), ReconnectOptions::withFactor);
		options = with(options, prefix + ".max-delay", reconnect.maxDelay(), ReconnectOptions::withMaxDelay);
		options = with(options, prefix + ".max-attempts", reconnect.maxAttempts(), ReconnectOptions::withMaxAttempts);
		options = with(options, prefix + ".ending-codes", reconnect.endingCodes(), ReconnectOptions::withEndingCodes);
		options = with(options, prefix + ".shutdown-spread", reconnect.shutdownSpread(),
				ReconnectOptions::withShutdownSpread);
		return with(options, prefix + ".call-wait", reconnect.callWait(), ReconnectOptions::withCallWait);
	}

	static String prefix(String name) {
		return ClientProperties.PREFIX + ".hubs." + name;
	}

	/** Applies a property to options, if it is set. */
	private static <O, V> O with(O options, String property, @Nullable V value, BiFunction<O, V, O> change) {
		if (value == null) {
			return options;
		}
		try {
			return change.apply(options, value);
		}
		catch (IllegalArgumentException ex) {
			throw new HubConfigurationException(property + " has an invalid value: " + ex.getMessage() + ".",
					"Change it, or remove it to use the default.");
		}
	}

}
