package io.github.magiconion4j.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.magiconion4j.serialization.Compression;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;

/**
 * The application's serializer, and one variant for each form of compression, which hubs
 * and clients share. Thread-safe.
 */
final class HubBodies {

	private final HubSerializer serializer;

	private final long maxDecompressedBytes;

	private final Map<Compression, HubSerializer> compressed = new ConcurrentHashMap<>();

	/**
	 * Creates the registry.
	 * @param serializer the bean, which may compress by itself
	 */
	HubBodies(HubSerializer serializer, BodyProperties properties) {
		this.serializer = serializer;
		this.maxDecompressedBytes = properties.maxDecompressedBytes().toBytes();
	}

	/**
	 * The serializer for a form of compression.
	 * @param property the property that configures it
	 * @param form the form; {@link Compression#NONE} returns the bean itself
	 * @throws HubConfigurationException if the serializer does not support the form
	 */
	HubSerializer with(String property, Compression form) {
		return (form == Compression.NONE) ? this.serializer
				: this.compressed.computeIfAbsent(form, (absent) -> compressed(property, form));
	}

	private HubSerializer compressed(String property, Compression form) {
		if (!(this.serializer instanceof MessagePackHubSerializer known)) {
			throw new HubConfigurationException(
					property + " is " + form + ", but the application's HubSerializer is a "
							+ this.serializer.getClass().getName() + ", whose compression cannot be configured.",
					"Remove the property, and compress in that serializer.");
		}
		try {
			return known.withCompression(form, this.maxDecompressedBytes);
		}
		catch (IllegalStateException ex) {
			throw new HubConfigurationException(
					property + " is " + form + ", but the LZ4 library is not on the class path.",
					"Add the dependency at.yawk.lz4:lz4-java.");
		}
	}

}
